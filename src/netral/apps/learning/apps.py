"""Django's view of learning."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The app of learning."""

    name = "netral.apps.learning"
    label = "learning"
    verbose_name = "Pembelajaran"

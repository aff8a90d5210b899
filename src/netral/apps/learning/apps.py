"""Django's view of learning."""

from importlib import import_module

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The app of learning."""

    name = "netral.apps.learning"
    label = "learning"
    verbose_name = "Pembelajaran"

    def ready(self) -> None:
        """Answer for the files of the app."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("material", "netral.apps.learning.attachments.sees_session")

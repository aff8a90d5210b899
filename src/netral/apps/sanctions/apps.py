"""Django's view of sanctions."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """The app of sanctions."""

    name = "netral.apps.sanctions"
    label = "sanctions"
    verbose_name = "Sanksi"

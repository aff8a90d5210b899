"""Django's view of support."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """The app of support."""

    name = "netral.apps.support"
    label = "support"
    verbose_name = "Dukungan"

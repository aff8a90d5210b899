"""Django's view of guidance."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """The app of guidance."""

    name = "netral.apps.guidance"
    label = "guidance"
    verbose_name = "Petunjuk"

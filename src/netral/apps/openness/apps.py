"""Django's view of openness."""

from django.apps import AppConfig


class OpennessConfig(AppConfig):
    """The app of openness."""

    name = "netral.apps.openness"
    label = "openness"
    verbose_name = "Keterbukaan"

"""Django's view of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app of cases."""

    name = "netral.apps.cases"
    label = "cases"
    verbose_name = "Perkara"

"""Django's view of the institutions."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """The app of the institutions and of who may see whose rows."""

    name = "netral.foundation.institutions"
    label = "institutions"
    verbose_name = "Lembaga"

"""Django's view of catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app of catalogue."""

    name = "netral.apps.catalogue"
    label = "catalogue"
    verbose_name = "Norma"

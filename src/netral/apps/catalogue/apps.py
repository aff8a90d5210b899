"""Django's view of catalogue."""

from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app of catalogue."""

    name = "netral.apps.catalogue"
    label = "catalogue"
    verbose_name = "Norma"

    def ready(self) -> None:
        """Keep the data set of each release that is installed."""
        import_module("netral.apps.catalogue.reactions")

"""Django's view of catalogue."""

from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app of catalogue."""

    name = "netral.apps.catalogue"
    label = "catalogue"
    verbose_name = "Norma"

    def ready(self) -> None:
        """Keep the data set of each release that is installed, and answer for files."""
        import_module("netral.apps.catalogue.reactions")
        import_module("netral.apps.catalogue.attachments")

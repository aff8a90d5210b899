"""Django's view of catalogue."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _keep_release(**sent: Any) -> None:
    # Loaded after a migration only, because it needs the whole data set.
    import_module("netral.apps.catalogue.reactions").keep_release(**sent)


class CatalogueConfig(AppConfig):
    """The app of catalogue."""

    name = "netral.apps.catalogue"
    label = "catalogue"
    verbose_name = "Norma"

    def ready(self) -> None:
        """Keep the data set of each release that is installed, and answer for files."""
        post_migrate.connect(_keep_release, sender=self, dispatch_uid="catalogue_keep_release")
        access = import_module("netral.foundation.files.access")
        for purpose in ("norm_source", "norm_worksheet"):
            access.answer_for(purpose, "netral.apps.catalogue.attachments.sees_confirmation")

"""Django's view of registry."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from netral.foundation.registry.privileges import grant_temporary_tables


class RegistryConfig(AppConfig):
    """The app of the civil servants and their rosters."""

    name = "netral.foundation.registry"
    label = "registry"
    verbose_name = "Daftar ASN"

    def ready(self) -> None:
        """Renew the web role's right whenever the database may be new, and answer for files."""
        post_migrate.connect(grant_temporary_tables, sender=self)
        access = import_module("netral.foundation.files.access")
        access.answer_for("roster", "netral.foundation.registry.attachments.sees_import")

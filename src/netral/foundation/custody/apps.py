"""Django's view of the custody of keys."""

from importlib import import_module

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """The app of who holds which key."""

    name = "netral.foundation.custody"
    label = "custody"
    verbose_name = "Penjagaan kunci"

    def ready(self) -> None:
        """Subscribe to the events of the apps below, and to passwords that are reset."""
        import_module("netral.foundation.custody.reactions")

"""Django's view of the ledger."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from netral.foundation.ledger.privileges import grant_to_web_role


class LedgerConfig(AppConfig):
    """The app of events, leaves and checkpoints."""

    name = "netral.foundation.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Know every kind of event, and renew the web role's rights whenever tables may have come."""
        # A kind says which of its data are personal, so no program may write or erase without knowing them all.
        autodiscover_modules("events")
        post_migrate.connect(grant_to_web_role, sender=self)

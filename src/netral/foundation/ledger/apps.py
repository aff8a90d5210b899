"""Django's view of the ledger."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from netral.foundation.ledger.privileges import grant_to_web_role


class LedgerConfig(AppConfig):
    """The app of events, leaves and checkpoints."""

    name = "netral.foundation.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Renew the web role's rights whenever tables may have come."""
        post_migrate.connect(grant_to_web_role, sender=self)

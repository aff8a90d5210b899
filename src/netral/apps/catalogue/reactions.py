"""What the catalogue does when something happens elsewhere: a release that was installed is kept."""

from typing import Any

from django.db import connections

from netral.apps.catalogue import queries
from netral.apps.catalogue.actions.rulesets import keep_rulesets
from netral.foundation.ledger.actors import SYSTEM


def keep_release(*, using: str, **sent: Any) -> None:
    """Keep what judges with this release, after each migration of the owner."""
    names = {connections[alias].settings_dict["NAME"] for alias in (using, "default")}
    # Emptying a database names no plan; while one is made for a measurement, the web role still speaks to the real one.
    if "plan" not in sent or len(names) > 1:
        return
    if missing := queries.documents_not_kept():
        keep_rulesets(documents=missing, by=SYSTEM)

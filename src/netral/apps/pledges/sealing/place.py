"""Where sealers work: the database, the folders and the clock of who started them. Loaded before Django is set up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

import django
from django.conf import settings
from django.db import connections

from netral.foundation.ledger import clock

_SETTINGS = ("NETRAL_STORE", "NETRAL_KEYS", "LEDGER_FOLDER", "SITE_URL")


@dataclass(frozen=True)
class WorkPlace:
    """What a process that was started anew has to know of the one that started it."""

    database: str
    settings: dict[str, str]
    clock_ahead: timedelta

    @classmethod
    def here(cls) -> Self:
        """Return where this process works."""
        database = str(connections["default"].settings_dict["NAME"])
        kept = {name: getattr(settings, name) for name in _SETTINGS}
        return cls(database, kept, clock.now() - datetime.now(UTC))

    def enter(self) -> None:
        """Set up Django and work there."""
        django.setup()
        connections["default"].settings_dict["NAME"] = self.database
        for name, value in self.settings.items():
            setattr(settings, name, value)
        clock.travel(datetime.now(UTC) + self.clock_ahead)

"""The time of this installation for commands that need neither Django nor the database."""

from datetime import UTC, datetime
from pathlib import Path

from netral.config import paths
from netral.config.cluster.location import database_name
from netral.config.settings.environment import moment
from netral.engines import kept_time


def folder() -> Path:
    """The folder in which a demo keeps its time, beside its database."""
    return paths.beside_database(database_name()) / "clock"


def now() -> datetime:
    """The present: as the environment says, else as a demo keeps it, else the machine's. Raises NetralError."""
    return moment("NETRAL_CLOCK") or kept_time.look(folder()) or datetime.now(UTC)

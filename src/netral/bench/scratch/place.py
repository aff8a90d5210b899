"""A place of its own for a measurement: a database and a folder beside the real ones, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.test.utils import override_settings

from netral.config import paths
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.foundation.ledger import clock

CLOCK_VARIABLE = "NETRAL_CLOCK"
DATABASE = "netral_bench"


@contextmanager
def place() -> Iterator[Path]:
    """Give a migrated database, used as the web role, and a folder on the disk that holds the real data."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=paths.state()))
    try:
        with _database(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def shared_place() -> Iterator[dict[str, str]]:
    """Give such a database and folder to programs of their own too; yields what to add to their environment.

    The time there is the machine's.
    """
    folder = paths.beside_database(DATABASE)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        # A demo beside it has a time of its own, which programs of another database do not share.
        with clock.at(datetime.now(UTC)), _database(folder):
            yield {DATABASE_VARIABLE: DATABASE, CLOCK_VARIABLE: ""}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def durability() -> dict[str, str]:
    """Return the settings that decide whether a commit survives a power cut."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, synchronous_commit = cursor.fetchone()
    return {"fsync": str(fsync), "synchronous_commit": str(synchronous_commit)}


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    owner, web = connections["owner"], connections["default"]
    real = web.settings_dict["NAME"]
    owner.settings_dict["TEST"]["NAME"] = DATABASE
    owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    web.close()
    web.settings_dict["NAME"] = DATABASE
    try:
        kept = {"NETRAL_STORE": "files", "NETRAL_KEYS": "keys", "LEDGER_FOLDER": "ledger"}
        with override_settings(**{name: str(folder / part) for name, part in kept.items()}):
            yield
    finally:
        web.close()
        web.settings_dict["NAME"] = real
        owner.creation.destroy_test_db(str(settings.DATABASES["owner"]["NAME"]), verbosity=0)

"""A command that is run from the shell on a demo's database lives in the demo's time, and does not move it."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections

from netral.config import paths
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.engines import kept_time
from netral.foundation.ledger.models import Event
from netral.foundation.registry.fiction import fictional_roster

NETRAL = Path(sys.executable).with_name("netral")
STORY_ENDS = datetime(2024, 11, 18, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def installation() -> Iterator[Path]:
    """Give the folder beside the test's database, and nothing of it afterwards."""
    folder = paths.beside_database(str(connections["default"].settings_dict["NAME"]))
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def import_roster(folder: Path, seed: int) -> datetime:
    """Import a roster of two people from the shell; return when the machine says it was done."""
    file = folder / f"roster-{seed}.csv"
    rows = list(fictional_roster(seed, ["Dinas Kesehatan"], ["14.03.01.2001"], 2))
    with file.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    environment = {**os.environ, DATABASE_VARIABLE: str(connections["default"].settings_dict["NAME"])}
    for name in ("DJANGO_SETTINGS_MODULE", "NETRAL_CLOCK"):
        environment.pop(name, None)
    command = [str(NETRAL), "registry", "import", str(file), "--institution", "pemda.14.03"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    return datetime.now(UTC)


def imported_at() -> datetime:
    at: datetime = Event.objects.filter(kind="registry.roster_imported").latest("at").at
    return at


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_imports_from_the_shell_record_the_demos_time_and_the_machines_elsewhere(
    ground: None, installation: Path, tmp_path: Path
) -> None:
    begun, done = datetime.now(UTC), import_roster(tmp_path, 1)
    assert begun <= imported_at() <= done

    kept_time.keep(installation / "clock", STORY_ENDS)
    import_roster(tmp_path, 2)
    newest, stands = (
        Event.objects.filter(at__range=(STORY_ENDS, begun)).latest("at"),
        kept_time.look(installation / "clock"),
    )
    assert stands is not None
    assert newest.kind == "registry.roster_imported"
    assert STORY_ENDS <= newest.at <= stands < STORY_ENDS + MINUTE * 10

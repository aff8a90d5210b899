"""An installation that keeps a time of its own lives in it; every other one lives in the machine's."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from netral.engines import kept_time
from netral.foundation.ledger import clock

BEGINS = datetime(2024, 11, 18, 3, 0, tzinfo=UTC)
SOON = timedelta(minutes=2)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a place for a time, and a clock that nobody asked yet, as in a program that just started."""
    settings.CLOCK_KEPT_IN = str(tmp_path / "clock")
    for name, value in {"value": timedelta(), "started": False, "kept": None}.items():
        monkeypatch.setattr(clock._Offset, name, value)
    return tmp_path / "clock"


def test_without_a_kept_time_it_is_the_machines(folder: Path) -> None:
    assert abs(clock.now() - datetime.now(UTC)) < SOON
    assert not folder.exists()


def test_a_kept_time_is_this_programs_and_begins_once(folder: Path) -> None:
    clock.now()
    first = clock.keep(BEGINS)
    later = clock.keep(BEGINS + timedelta(days=700))
    assert BEGINS <= first <= later <= clock.now() < BEGINS + SOON


def test_the_environment_wins(folder: Path, settings: Settings) -> None:
    kept_time.keep(folder, BEGINS)
    settings.CLOCK_STARTS_AT = BEGINS + timedelta(days=30)
    assert timedelta() <= clock.now() - settings.CLOCK_STARTS_AT < SOON
    assert kept_time.look(folder) == BEGINS


def test_travelling_does_not_move_what_is_kept(folder: Path) -> None:
    clock.keep(BEGINS)
    with clock.at(BEGINS + timedelta(days=300)):
        assert clock.now() > BEGINS + timedelta(days=299)
    assert BEGINS <= clock.now() < BEGINS + SOON
    found = kept_time.look(folder)
    assert found is not None
    assert found < BEGINS + SOON

"""A decided case of Bengkalis, and the offices that follow it up."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.apps.cases.desk import Office, load_calendar
from tests.apps.sanctions.followup import FollowUp


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """Let every test keep its files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")


@pytest.fixture
def office(ground: None) -> Office:
    """Return the office of Bengkalis."""
    load_calendar()
    return Office()


@pytest.fixture
def followup(office: Office) -> FollowUp:
    """Return a recommendation that was just sent, and the people of the PPK's office."""
    return FollowUp(office)

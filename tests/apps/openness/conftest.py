"""Bengkalis: six persons proven, one sanction carried out, a report under review; Semarang: one report."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from netral.apps.reports.domain.answers import Person as Suspect
from tests.apps.cases.desk import Office, file, load_calendar
from tests.apps.sanctions.followup import FollowUp

SUSPECTS = tuple(
    Suspect(name=f"{name} Rekaan", description="Lurah", unit=f"Kantor Lurah {name}")
    for name in ("Andi", "Budi", "Cokro", "Dewi", "Eko")
)


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """Let every test keep its files and keys apart, and start without kept figures."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    cache.clear()


@pytest.fixture
def story(ground: None) -> FollowUp:
    """Let it all happen through the actions of the apps below."""
    load_calendar()
    office = Office()
    many, _ = file(accused=SUSPECTS)
    office.until_decision(many)
    followup = FollowUp(office).until_examined()
    followup.decide()
    followup.carry_out()
    file()
    file(region="33.74", accused=SUSPECTS[:2])
    return followup

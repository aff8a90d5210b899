"""A government with a small roster, an officer, a seal key and an open campaign."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from netral.apps.pledges.actions import campaigns
from netral.apps.pledges.actions.campaigns import CampaignDraft
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.texts import templates
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scoping import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.registry.running import import_file
from netral.foundation.seals.actions.keys import create_seal_key
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file
from tests.ground import Person, person


@pytest.fixture(autouse=True)
def places(settings: SimpleNamespace, tmp_path: Path) -> Path:
    settings.NETRAL_STORE = str(tmp_path / "store")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    settings.SITE_URL = "https://netral.example.go.id"
    return tmp_path


@pytest.fixture
def officer(ground: None) -> Person:
    return person("personnel_officer", "pemda.14.03.bkpsdm")


@pytest.fixture
def neighbour(ground: None) -> Person:
    return person("personnel_officer", "pemda.33.74.bkpsdm")


@pytest.fixture
def roster(officer: Person, tmp_path: Path) -> None:
    file = tmp_path / "asn.csv"
    file.write_bytes(csv_file(SITI, AGUS, HOTMAN).read())
    import_file(file, Institution.objects.get(path="pemda.14.03"), officer.actor)


@pytest.fixture
def draft(officer: Person, roster: None) -> Campaign:
    return make_campaign(officer, "pemda.14.03")


@pytest.fixture
def campaign(officer: Person, draft: Campaign) -> Campaign:
    create_seal_key(institution=draft.institution, by=SYSTEM)
    with reading_as(officer.actor):
        campaigns.open_campaign(campaign=draft, by=officer.actor)
    return draft


@pytest.fixture
def siti(campaign: Campaign) -> Pledge:
    return pledge_of(SITI[0])


def make_campaign(who: Person, government: str) -> Campaign:
    """Prepare a campaign from 1 to 31 October 2024."""
    draft = CampaignDraft(
        "Ikrar netralitas Pilkada 2024",
        next(iter(templates().values())),
        "kampanye",
        date(2024, 10, 1),
        date(2024, 10, 31),
    )
    return campaigns.create_campaign(
        draft=draft,
        institution=who.membership.institution,
        government=Institution.objects.get(path=government),
        by=who.actor,
    )


def pledge_of(nip: str) -> Pledge:
    """Return somebody's pledge as it stands now."""
    with elevated("the test looks at everything"):
        found: Pledge = Pledge.objects.select_related(
            "person", "unit", "document", "campaign__institution__region", "campaign__government__region"
        ).get(person__nip=nip)
        return found

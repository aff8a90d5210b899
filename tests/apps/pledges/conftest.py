"""A government with a small roster, an officer, a seal key and an open campaign."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from netral.apps.pledges.actions import campaigns, pledge_steps
from netral.apps.pledges.actions.campaigns import CampaignInput
from netral.apps.pledges.actions.pledge_steps import AttemptOutcome
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.texts import templates
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM, holder_of_link
from netral.foundation.registry.import_steps import import_file
from netral.foundation.seals.actions.keys import create_seal_key
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file
from tests.ground import Person, person

# Heads of the two units the others work in; one has no e-mail.
RINA = ("197001011995012001", "Rina Kartika", "Dinas Kesehatan", "Kepala Dinas Kesehatan", "rina@contoh.test")
YUSUF = ("197102021996021002", "Yusuf Harahap", "Dinas Pendidikan", "Plt. Kepala Dinas Pendidikan", "")
HEAD_WORDS = ("Kepala Dinas", "Camat")


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
def heads(officer: Person, roster: None, tmp_path: Path) -> None:
    """Put the heads of both units on the roster, too."""
    file = tmp_path / "kepala.csv"
    file.write_bytes(csv_file(RINA, YUSUF).read())
    import_file(file, Institution.objects.get(path="pemda.14.03"), officer.actor)


@pytest.fixture
def in_turns(officer: Person, heads: None) -> Campaign:
    """Open a campaign that calls heads first."""
    draft = make_campaign(officer, "pemda.14.03", heads_first=True, head_words=HEAD_WORDS)
    create_seal_key(institution=draft.institution, by=SYSTEM)
    with reading_as(officer.actor):
        campaigns.open_campaign(campaign=draft, by=officer.actor)
    return draft


@pytest.fixture
def siti(campaign: Campaign) -> Pledge:
    return pledge_of(SITI[0])


def make_campaign(who: Person, government: str, **more: Any) -> Campaign:
    """Prepare a campaign from 1 to 31 October 2024."""
    filled = {
        "title": "Ikrar netralitas Pilkada 2024",
        "template": next(iter(templates().values())),
        "stage_code": "kampanye",
        "opens_on": date(2024, 10, 1),
        "closes_on": date(2024, 10, 31),
    }
    inputs = CampaignInput(**{**filled, **more})
    return campaigns.create_campaign(
        inputs=inputs,
        institution=who.membership.institution,
        government=Institution.objects.get(path=government),
        by=who.actor,
    )


def pledge_of(nip: str, campaign: Campaign | None = None) -> Pledge:
    """Return somebody's pledge as it stands now; with a campaign, that of several in it."""
    with elevated("the test looks at everything"):
        found: Pledge = Pledge.objects.select_related(
            "person", "unit", "document", "campaign__institution__region", "campaign__government__region"
        ).get(person__nip=nip, **({"campaign": campaign} if campaign else {}))
        return found


def opened(pledge: Pledge) -> Pledge:
    """Follow a link to its text."""
    return pledge_steps.open_link(pledge=pledge, by=holder_of_link(str(pledge.pk)))


def confirmed(pledge: Pledge) -> Pledge:
    """Follow a link to its text and confirm every point."""
    codes = [point.code for point in pledge.campaign.text.points]
    return pledge_steps.confirm_points(pledge=opened(pledge), confirmed=codes, by=holder_of_link(str(pledge.pk)))


def sign(pledge: Pledge, nip: str) -> AttemptOutcome:
    """Sign with a NIP."""
    return pledge_steps.sign_pledge(pledge=pledge, nip=nip, by=holder_of_link(str(pledge.pk))).outcome


def signed(nip: str, campaign: Campaign | None = None) -> Pledge:
    """Let somebody sign; return her pledge."""
    assert sign(confirmed(pledge_of(nip, campaign)), nip) == AttemptOutcome.SIGNED
    return pledge_of(nip, campaign)

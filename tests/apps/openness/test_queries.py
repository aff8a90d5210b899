"""One picture from the apps below, whatever the number of regions."""

import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from netral.apps.openness import queries
from netral.apps.openness.domain.disclosure import ROOT, Mark
from netral.apps.openness.domain.figures import INVITED, SIGNED, Figure
from netral.apps.openness.parameters import LEAST_PERSONS, parameter
from netral.apps.openness.queries import published
from netral.apps.pledges.actions.campaigns import open_campaign
from netral.apps.pledges.api import coverage_by_regency
from netral.apps.reports.models import Report
from netral.engines.rules.dated import NotInForceError
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.import_steps import import_file
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.pledges.conftest import make_campaign
from tests.apps.sanctions.followup import FollowUp
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file
from tests.ground import person

pytestmark = pytest.mark.django_db
LAID = EventKind("test.regencies_laid", "Kabupaten uji dibuat")


def values(code: str) -> dict[str, int | None]:
    picture = published().picture
    return {measure: figure.value for (region, measure), figure in picture.figures.items() if region == code}


def test_each_stage_counts_cases_and_persons_apart(story: FollowUp) -> None:
    assert values("14.03") == {
        "received": 3,
        "in_review": 1,
        "registered": 2,
        "registered.persons": 6,
        "decided": 2,
        "asn_violation": 2,
        "asn_violation.persons": 6,
        "recommended": 2,
        "recommended.persons": 6,
        "acknowledged": 1,
        "acknowledged.persons": None,
        "proceeding": 1,
        "proceeding.persons": None,
        "sanction_decided": 1,
        "sanction_decided.persons": None,
        "carried_out": 1,
        "carried_out.persons": None,
    }


def test_a_province_and_the_country_add_up(story: FollowUp) -> None:
    assert values("14")["received"] == 3
    assert values("33") == {"received": 1, "in_review": 1}
    assert values(ROOT)["received"] == 4
    assert values(ROOT)["registered.persons"] == 6


def test_the_single_person_sanctioned_is_withheld_on_every_tier(story: FollowUp) -> None:
    picture = published().picture
    marks = {code: picture.figure(code, "carried_out.persons").mark for code in (ROOT, "14", "14.03")}
    assert marks == {ROOT: Mark.SMALL, "14": Mark.SMALL, "14.03": Mark.SMALL}
    assert picture.follow_up("14.03") is None


def test_pledges_are_those_of_the_newest_campaign(
    ground: None,
    tmp_path_factory: pytest.TempPathFactory,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    officer = person("personnel_officer", "pemda.14.03.bkpsdm")
    roster = tmp_path_factory.mktemp("roster") / "asn.csv"
    roster.write_bytes(csv_file(SITI, AGUS, HOTMAN).read())
    import_file(roster, Institution.objects.get(path="pemda.14.03"), officer.actor)
    campaign = make_campaign(officer, "pemda.14.03")
    assert coverage_by_regency() == {}
    create_seal_key(institution=campaign.institution, by=SYSTEM)
    with reading_as(officer.actor):
        open_campaign(campaign=campaign, by=officer.actor)
    assert coverage_by_regency()["14.03"].invited == 3
    picture = published().picture
    assert picture.figure("14.03", INVITED) == Figure(3, Mark.SHOWN)
    assert picture.figure("14.03", SIGNED) == Figure(0, Mark.SHOWN)
    assert picture.pledged("14.03") == 0.0


@action
def lay_regencies(number: int) -> None:
    for each in range(number):
        code = f"14.{50 + each}"
        Region.objects.create(code=code, name=f"Kabupaten Rekaan {each}", tier=Tier.REGENCY, parent_id="14")
        Report.objects.create(
            scopes=[f"bawaslu.{code}"],
            number=f"UJI/{each}",
            institution=Institution.objects.get(path="bawaslu.14"),
            region_id=code,
            act="media-sosial",
            account="Cerita",
            place="Pasar",
            happened_on=now().date(),
            known_on=now().date(),
            filed_at=now(),
            route="formal",
            status="filed",
            receipt_hash=uuid.uuid4().bytes * 2,
            digest="0" * 64,
        )
    record(LAID, subject=("test", "regencies"), by=SYSTEM)


@pytest.mark.parametrize("route", ["openness_country", "openness_region"])
def test_more_regions_need_no_more_queries(route: str, story: FollowUp) -> None:
    address = reverse(route, args=["14"] if route == "openness_region" else [])
    Client().get(address)
    with CaptureQueriesContext(connection) as few:
        Client().get(address)
    lay_regencies(20)
    with CaptureQueriesContext(connection) as many:
        response = Client().get(address)
    assert response.context["groups"][0][1][0].counted == ("24" if route == "openness_country" else "23")
    assert len(many) == len(few)
    assert len([query for query in many if "set_config" not in query["sql"]]) <= 10


def test_a_slow_country_is_counted_once_for_all_readers(story: FollowUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LONG_SECONDS", -1)
    first = published()
    with CaptureQueriesContext(connection) as asked:
        assert published() == first
    assert len(asked) == 0
    cache.clear()
    assert published().as_of > first.as_of


def test_the_public_reads_totals_but_no_row(story: FollowUp) -> None:
    assert published().picture.figure(ROOT, "received").value == 4
    assert Report.objects.count() == 0
    with elevated("test"):
        assert Report.objects.count() == 4


def test_the_least_is_dated_and_says_where_it_comes_from() -> None:
    row = parameter(LEAST_PERSONS, now().date())
    assert (row.value, row.verification) == (3, "unverified")
    with pytest.raises(NotInForceError):
        parameter(LEAST_PERSONS, row.valid_from.replace(year=1999))

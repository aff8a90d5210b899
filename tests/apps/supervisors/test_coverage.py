"""Which villages have nobody, since when, and what is done: told to staff, to everyone without names, to programs."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from netral.apps.supervisors.actions.absences import LeaveInput, grant_leave
from netral.apps.supervisors.actions.postings import resign_supervisor
from netral.apps.supervisors.domain.coverage import Done
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.inputs import Ending
from netral.apps.supervisors.queries.coverage import Asked, coverage_of, parts_of, spots_of
from netral.cli.supervisors import app
from netral.config.errors import NetralError
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger import clock
from tests.apps.supervisors.posts import FIRST, JANGKANG, MUNTAI, SELAT_BARU, PostingOffice, ready
from tests.work import titles

TODAY = date(2024, 10, 7)
LATER = datetime(2024, 10, 20, 3, tzinfo=UTC)


@pytest.fixture
def office(ground: None) -> PostingOffice:
    return ready()


def left(office: PostingOffice) -> None:
    """Let Selat Baru be held until today, Muntai all the time, Jangkang never."""
    row, by = office.post(), office.officer.actor
    office.post(office.who("Dewi Lestari"), office.term(MUNTAI))
    with reading_as(by):
        resign_supervisor(posting=row, ending=Ending(last_day=TODAY, reason="Pindah."), by=by)


def test_empty_areas_are_told_since_when(office: PostingOffice) -> None:
    left(office)
    assert coverage_of("14.03", on=TODAY).filled == 2
    found = coverage_of("14.03", on=TODAY + timedelta(1)).as_json()
    assert found == {
        "region": "14.03",
        "posts": 3,
        "filled": 1,
        "empty": 2,
        "since": [
            {"region": SELAT_BARU, "name": "Selat Baru", "since": "2024-10-08"},
            {"region": JANGKANG, "name": "Jangkang", "since": None},
        ],
    }
    [riau] = parts_of(Asked("", Post.VILLAGE, TODAY), "")
    assert (riau.code, riau.posts, riau.filled, riau.empty) == ("14", 3, 2, 1)


def test_a_covered_area_says_so(office: PostingOffice) -> None:
    row, by = office.post(), office.officer.actor
    near = office.post(office.who("Dewi Lestari"), office.term(MUNTAI))
    with reading_as(by):
        leave = LeaveInput(starts_on=FIRST, ends_on=TODAY, reason="Sakit.", cover=near)
        grant_leave(posting=row, leave=leave, by=by)
    assert [spot.done for spot in spots_of(Asked("14.03", Post.VILLAGE, TODAY))] == [
        Done.FILLED,
        Done.FILLED,
        Done.NOTHING,
    ]


def test_three_seats_of_a_district_are_counted(office: PostingOffice) -> None:
    for name in ("Ani", "Budi", "Citra"):
        office.post(office.who(name), office.term("14.03.02"))
    [spot] = spots_of(Asked("14.03", Post.DISTRICT, TODAY))
    assert (spot.seats, spot.filled, spot.empty) == (3, 3, 0)


def test_a_village_empty_for_long_waits_for_the_officer(office: PostingOffice) -> None:
    left(office)
    assert titles(office.officer) == []
    with clock.at(LATER):
        assert titles(office.officer) == ["Selat Baru"]


def test_the_board_opens_its_rows(office: PostingOffice) -> None:
    left(office)
    client = office.officer.client
    assert client.get(reverse("supervisor_coverage_own")).headers["Location"].endswith("/cakupan/14.03/")
    with clock.at(LATER):
        page = client.get(reverse("supervisor_coverage", args=["14.03"])).content.decode()
        empty = client.get(reverse("supervisor_coverage", args=["14.03"]), {"keadaan": "kosong"})
    assert page.count("ui-tiles__tile--empty") == 2
    assert "Belum pernah terisi" in page
    assert empty.context["table"].total == 2
    assert client.get(reverse("supervisor_coverage", args=["14"])).status_code == 200
    assert client.get(reverse("supervisor_coverage", args=["99"])).status_code == 404
    assert client.get(reverse("supervisor_postings"), {"wilayah": MUNTAI}).context["table"].total == 1


def test_everyone_sees_totals_and_no_name(office: PostingOffice, client: Client) -> None:
    left(office)
    for url in (reverse("supervisor_totals"), reverse("supervisor_totals_region", args=["14.03"])):
        page = client.get(url).content.decode()
        assert "Lestari" not in page
        exported = b"".join(client.get(url, {"unduh": "csv"})).decode("utf-8-sig")
        assert exported.splitlines()[0].startswith("Wilayah,Kode")
    assert client.get(reverse("supervisor_totals_region", args=["14.03.02"])).status_code == 404


def test_the_command_prints_json(office: PostingOffice) -> None:
    left(office)
    result = CliRunner().invoke(app, ["coverage", "--region", "14.03", "--json"], catch_exceptions=False)
    assert json.loads(result.stdout)["posts"] == 3
    with pytest.raises(NetralError, match="No region has the code"):
        CliRunner().invoke(app, ["coverage", "--region", "99"], catch_exceptions=False)

"""The desk shows each role her own rooms and what waits for her, the most urgent first, and nobody else's."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.apps.cases.desk import Office, file, later, load_calendar
from tests.ground import Person, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]

GUIDANCE = ("guidance_board", "guidance_readings")
ROOMS = {
    ("supervisor_officer", "bawaslu.14.03"): {
        "report_list",
        "case_board",
        "recommendation_register",
        "learning_sessions",
        *GUIDANCE,
        "editions",
        "custody_key",
        "observation_list",
        "monitor_list",
    },
    ("personnel_officer", "pemda.14.03.bkpsdm"): {
        "campaign_list",
        "registry_people",
        "learning_sessions",
        *GUIDANCE,
        "editions",
    },
    ("ppk_secretary", "pemda.14.03.ppk"): {"recommendation_register", "campaign_list", *GUIDANCE, "editions"},
    ("bkn_officer", "bkn"): {"recommendation_register", "recommendation_follow_up", "editions"},
    ("administrator", "bawaslu.14.03"): {"accounts_people"},
}


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Office:
    """Return the office of Bengkalis."""
    settings.NETRAL_STORE, settings.NETRAL_KEYS = str(tmp_path / "files"), str(tmp_path / "keys")
    load_calendar()
    return Office()


def page_of(somebody: Person) -> str:
    """Return the desk as somebody sees it."""
    return str(somebody.client.get(reverse("desk")).content.decode())


def rooms_of(somebody: Person) -> set[str]:
    """Return the rooms that the desk offers."""
    return {entry.route for entry in somebody.client.get(reverse("desk")).context["rooms"]}


@pytest.mark.parametrize(("role", "path"), list(ROOMS))
def test_a_desk_offers_the_rooms_of_the_role(role: str, path: str) -> None:
    somebody = person(role, path)
    assert rooms_of(somebody) == ROOMS[role, path]
    for route in ROOMS[role, path]:
        assert somebody.client.get(reverse(route)).status_code == 200


def test_a_desk_where_nothing_waits_says_so() -> None:
    for role, path in ROOMS:
        assert "Tidak ada yang menunggu Anda" in page_of(person(role, path))


def test_the_most_urgent_stands_first_with_its_reason_its_term_and_a_word_for_being_late(office: Office) -> None:
    late, _code = file()
    later(days=3)
    soon, _code = file()
    page = page_of(office.officer)
    first, second = page.split("govuk-task-list__item--with-link")[1:3]
    assert late.reference in first
    assert "lewat" in first
    assert soon.reference in second
    assert "lagi" in second
    for each in (first, second):
        assert "Kajian awal belum selesai" in each
        assert "berjalan sejak 7" in each or "berjalan sejak 10" in each
        assert "Batas waktu" in each
        assert "WIB" in each
    assert "Tenggat" not in page_of(person("personnel_officer", "pemda.14.03.bkpsdm"))


def test_what_does_not_fit_is_counted_and_leads_to_its_list(office: Office) -> None:
    for _each in range(7):
        file()
    page = page_of(office.officer)
    assert page.count("govuk-task-list__item--with-link") == 5
    assert f'href="{reverse("case_board")}?giliran=anda">Perkara yang menunggu langkah Anda: lihat semua (7)' in page


def test_an_entry_carries_its_number_in_words_too(office: Office) -> None:
    file(), file()
    entry = page_of(office.officer).split(f'href="{reverse("case_board")}"')[1].split("</a>")[0]
    assert '2<span class="govuk-visually-hidden"> menunggu Anda</span>' in entry
    assert "ui-nav__count" not in page_of(person("supervisor_officer", "bawaslu.33.74"))


def test_what_waits_is_counted_once_on_the_desk_and_on_no_other_page(office: Office) -> None:
    def asked(route: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            assert office.officer.client.get(reverse(route)).status_code == 200
        return len(queries), len([each for each in queries if "_waiting" in each["sql"]])

    file()
    assert asked("accounts_roles")[1] == 0
    few, counted = asked("desk")
    # Who she is and what she may see, the law in use where nobody asked for it yet, the count, the one kind that waits.
    assert (few <= 10, counted) == (True, 1)
    for _each in range(9):
        file()
    many, counted = asked("desk")
    assert (many <= few, counted) == (True, 1)


def test_the_header_names_the_person_her_role_and_her_institution_once() -> None:
    page = person("personnel_officer", "pemda.14.03.bkpsdm", name="Rahmawati").client.get(reverse("desk"))
    header = page.content.decode().split("</header>")[0]
    assert (header.count("Rahmawati"), header.count("BKPSDM Kabupaten Bengkalis")) == (1, 1)


def test_the_home_page_leads_to_what_the_public_may_do() -> None:
    client = person("bkn_officer", "bkn").client
    client.logout()
    page = client.get(reverse("home")).content.decode()
    for route in ("report_start", "report_status", "verify", "norms", "openness_country", "account_login"):
        assert f'href="{reverse(route)}"' in page

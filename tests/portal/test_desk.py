"""The desk shows each role her own rooms and running terms, and nobody else's."""

import pytest
from django.urls import reverse

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


def rooms_of(somebody: Person) -> set[str]:
    """Return the rooms that the desk offers."""
    return {entry.route for entry in somebody.client.get(reverse("desk")).context["rooms"]}


@pytest.mark.parametrize(("role", "path"), list(ROOMS))
def test_a_desk_offers_the_rooms_of_the_role(role: str, path: str) -> None:
    somebody = person(role, path)
    assert rooms_of(somebody) == ROOMS[role, path]
    for route in ROOMS[role, path]:
        assert somebody.client.get(reverse(route)).status_code == 200


def test_only_those_who_handle_cases_are_told_of_their_terms() -> None:
    officer, personnel = (
        person("supervisor_officer", "bawaslu.14.03"),
        person("personnel_officer", "pemda.14.03.bkpsdm"),
    )
    assert "Tenggat yang berjalan" in officer.client.get(reverse("desk")).content.decode()
    assert "Tenggat yang berjalan" not in personnel.client.get(reverse("desk")).content.decode()


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

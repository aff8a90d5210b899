"""Rules of extension only propose, by the counts of the closing day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, strategies as st

from netral.apps.supervisors.actions.extension import extend_vacancies
from netral.apps.supervisors.domain.extension import VacancyCount, proposals
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.events import VACANCIES_EXTENDED
from netral.apps.supervisors.models import Vacancy
from netral.apps.supervisors.parameters import extension_rules
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.recruitments import LAST, MIDDLE, OTHER, applied, officer, opened, vacancy_of
from tests.ground import Person
from tests.look import send_through

DAY = date(2024, 5, 21)
COUNTS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 40), st.integers(0, 40)).map(
        lambda drawn: (drawn[0], drawn[1] + drawn[2], drawn[2])
    ),
    max_size=30,
)


@given(COUNTS)
def test_each_proposal_is_what_its_rule_says_and_no_area_is_forgotten(drawn: list[tuple[int, int, int]]) -> None:
    counts = [
        VacancyCount(str(at), f"14.03.{district:02d}.{2001 + at}", applicants, women)
        for at, (district, applicants, women) in enumerate(drawn)
    ]
    found = proposals(extension_rules(), Post.VILLAGE, counts, DAY)
    few = {key for each in found if each.rule.code == "few_applicants" for key in each.keys}
    assert few == {row.key for row in counts if row.applicants < 2}
    districts = {row.region[:8] for row in counts}
    short = {
        code
        for code in districts
        if 10 * sum(row.women for row in counts if row.region.startswith(code))
        < 3 * sum(row.applicants for row in counts if row.region.startswith(code))
    }
    assert {each.region for each in found if each.rule.code == "few_women"} == short


def test_three_of_ten_are_thirty_percent() -> None:
    exactly = [VacancyCount("a", "14.03.02.2001", 10, 3)]
    assert proposals(extension_rules(), Post.VILLAGE, exactly, DAY) == ()
    less = [VacancyCount("a", "14.03.02.2001", 10, 2)]
    assert [each.rule.code for each in proposals(extension_rules(), Post.VILLAGE, less, DAY)] == ["few_women"]


def test_no_rule_is_applied_to_another_post_or_before_its_day() -> None:
    nobody = [VacancyCount("a", "14.03.02.2001", 0, 0)]
    assert proposals(extension_rules(), Post.DISTRICT, nobody, DAY) == ()
    assert proposals(extension_rules(), Post.VILLAGE, nobody, date(2022, 9, 21)) == ()


@pytest.fixture
def who(ground: None) -> Person:
    return officer()


def test_she_extends_what_she_chose_after_a_look(who: Person) -> None:
    with clock.at(MIDDLE):
        recruitment = opened(who)
        vacancy = vacancy_of(recruitment)
        applied(vacancy, 1, "P")
        address = reverse("recruitment_extend", args=[recruitment.pk])
        page = who.client.get(address).content.decode()
        assert "kurang dari 2 orang" in page
        assert page.count("Selat Baru, Bantan: 1 pelamar, 1 perempuan") == 1
        assert "Praktik rekrutmen Batang 2024" in page
        assert "belum diverifikasi" in page
        until = LAST + timedelta(4)
        sent = {
            "lowongan": str(vacancy.pk),
            "sampai_day": until.day,
            "sampai_month": until.month,
            "sampai_year": until.year,
            "alasan": "Baru satu orang melamar.",
        }
        assert send_through(who.client, address, sent).status_code == 302
    with elevated("the test reads what was written"):
        found = Vacancy.objects.get(pk=vacancy.pk)
    assert (found.extended_until, found.extended_by) == (until, ["few_applicants"])
    kept = Event.objects.get(kind="supervisors.vacancies_extended")
    assert kept.data["vacancies"] == [
        {"vacancy": str(vacancy.pk), "region": "14.03.02.2001", "rules": ["few_applicants"]}
    ]
    assert kept.data["reason"] == "Baru satu orang melamar."
    assert VACANCIES_EXTENDED.personal == ("reason",)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-9, "sudah lewat"), (0, "lebih kemudian"), (90, "pemungutan suara")],
    ids=["over", "same", "far"],
)
def test_a_day_that_extends_nothing_is_refused_and_nothing_changes(who: Person, days: int, words: str) -> None:
    with clock.at(MIDDLE), elevated("the test acts as another"):
        recruitment = opened(who)
        vacancy = vacancy_of(recruitment)
        until = LAST + timedelta(days)
        with pytest.raises(StepRefused, match=words):
            extend_vacancies(recruitment=recruitment, chosen=[vacancy.pk], until=until, reason="Sepi.", by=who.actor)
        assert Vacancy.objects.get(pk=vacancy.pk).extended_until is None


def test_another_regency_extends_nothing(who: Person) -> None:
    with clock.at(MIDDLE):
        recruitment = opened(who)
        stranger = officer(OTHER)
        assert stranger.client.get(reverse("recruitment_extend", args=[recruitment.pk])).status_code == 404

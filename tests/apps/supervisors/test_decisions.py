"""The panel decides once, two at least, none of them a relative, and says why where it departs from the ranking."""

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.actions.decisions import PanelChoice, decide_vacancy
from netral.apps.supervisors.actions.interviews import note_absence, recuse
from netral.apps.supervisors.actions.scores import record_scores
from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.decisions import PanelOutcome
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import DecidedPlace, Recruitment, VacancyDecision
from netral.apps.supervisors.queries.merit import ranking_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.supervisors.applicants import REGENCY, opening
from tests.apps.supervisors.panel import (
    AFTER_INTERVIEWS,
    CHOSEN,
    RESERVE,
    act,
    decided,
    fresh,
    marked,
    panel,
    scheduled,
)
from tests.ground import person
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")
NOT = PanelChoice(PanelOutcome.NOT_CHOSEN)


def test_the_panel_decides_in_its_page_and_the_results_are_announced() -> None:
    found, people = opening(applicants=3), panel()
    marked(found, people, (3, 4, 2))
    member = people.members[0].client
    address = reverse("selection_decide", args=[found.vacancy.pk])
    outcomes = ("reserve_1", "chosen", "not_chosen")
    sent = {f"putusan_{row.pk.hex}": said for row, said in zip(found.applications, outcomes, strict=True)}
    page = reverse("selection_announcement", args=[found.recruitment.pk])
    with clock.at(AFTER_INTERVIEWS):
        assert [item.url for item in waits(people.members[0])] == [
            reverse("selection_vacancy", args=[found.vacancy.pk])
        ]
        assert (
            "sekurang-kurangnya dua"
            in send_through(member, address, sent | {"hadir": [people.members[0].actor.id]}).content.decode()
        )
        assert (
            send_through(member, address, sent | {"hadir": [each.actor.id for each in people.members]}).status_code
            == 302
        )
        assert waits(people.members[0]) == []
        assert "terpilih" not in Client().get(page).content.decode()
        assert "tidak disegel" in member.get(reverse("selection_vacancy", args=[found.vacancy.pk])).content.decode()
        assert send_through(member, reverse("selection_results", args=[found.recruitment.pk]), {}).status_code == 302
        shown = Client().get(page).content.decode()
    assert f"{found.applications[1].name} (Selat Baru): terpilih" in shown
    assert f"{found.applications[0].name} (Selat Baru): cadangan 1" in shown
    assert [fresh(row).state for row in found.applications] == [
        ApplicationState.RESERVE,
        ApplicationState.CHOSEN,
        ApplicationState.NOT_CHOSEN,
    ]
    with elevated("the test reads what was written"):
        assert Recruitment.objects.get().state == "decided"


def test_a_departure_from_the_ranking_needs_a_reason() -> None:
    found, people = opening(), panel()
    marked(found, people, (4, 2))
    with pytest.raises(StepRefused, match=r"berbeda dari peringkat"):
        decided(found, people, (NOT, CHOSEN))
    decided(found, people, (PanelChoice(PanelOutcome.NOT_CHOSEN, None, "Pindah ke provinsi lain"), CHOSEN))
    event = Event.objects.filter(kind="application.decided")[0]
    assert {*event.data} - {"outcome", "order", "reason"} == {"decision"}


def test_the_minutes_are_sealed_where_there_is_a_key() -> None:
    found, people = opening(applicants=3), panel()
    create_seal_key(institution=found.recruitment.institution, by=SYSTEM)
    marked(found, people, (4, 4, 2))
    with reading_as(people.members[0].actor):
        ranking = ranking_of(found.vacancy)
    assert ranking is not None
    order = [found.applications.index(each.application) for each in ranking.rows]
    said = dict(zip(order, (CHOSEN, RESERVE, NOT), strict=True))
    decided(found, people, [said[number] for number in range(3)])
    page = people.members[0].client.get(reverse("selection_vacancy", args=[found.vacancy.pk])).content.decode()
    address = reverse("selection_minutes", args=[found.vacancy.pk])
    assert address in page
    assert people.members[0].client.get(address).content.startswith(b"%PDF")
    assert person("panel_member", "bawaslu.14.03.02", name="Wati").client.get(address).status_code == 200
    assert person("supervisor_member", "bawaslu.33.74").client.get(address).status_code == 404


def test_more_than_the_seats_and_reserves_out_of_order_are_refused() -> None:
    found, people = opening(), panel()
    marked(found, people, (4, 2))
    with pytest.raises(StepRefused, match="terpilih 2 orang"):
        decided(found, people, (CHOSEN, CHOSEN))
    with pytest.raises(StepRefused, match="Urutan cadangan"):
        decided(found, people, (CHOSEN, PanelChoice(PanelOutcome.RESERVE, 2)))
    with elevated("the test reads what was written"):
        assert not VacancyDecision.objects.exists()


def test_the_second_of_two_decisions_is_refused_whole() -> None:
    found, people = opening(), panel()
    marked(found, people, (4, 2))
    decided(found, people, (CHOSEN, RESERVE))
    with pytest.raises(StepRefused, match="sudah diputus"):
        decided(found, people, (PanelChoice(PanelOutcome.NOT_CHOSEN, None, "Lain"), CHOSEN))
    assert fresh(found.applications[0]).state == ApplicationState.CHOSEN
    with elevated("the test reads what was written"):
        assert DecidedPlace.objects.count() == 2


def test_who_stands_aside_from_one_applicant_decides_nothing_about_the_vacancy() -> None:
    found, people = opening(), panel()
    third = people.officers[0]
    marked(found, people, (4, 2))
    act(recuse, third, application=found.applications[0], reason="Kakak kandung")
    choices = {row.pk: said for row, said in zip(found.applications, (CHOSEN, RESERVE), strict=True)}
    given = {"vacancy": found.vacancy, "choices": choices}
    with clock.at(AFTER_INTERVIEWS):
        with pytest.raises(StepRefused, match="mengundurkan diri"):
            act(decide_vacancy, people.members[0], present=[people.members[0].actor.id, third.actor.id], **given)
        strangers = [people.members[0].actor.id, people.officers[1].actor.id]
        with pytest.raises(StepRefused, match="bukan anggota"):
            act(decide_vacancy, people.members[0], present=strangers, **given)


def test_before_everything_is_in_nothing_is_decided() -> None:
    found, people = opening(applicants=1), panel()
    scheduled(found, people)
    with pytest.raises(StepRefused, match="belum lengkap"):
        decided(found, people, (CHOSEN,))
    with clock.at(AFTER_INTERVIEWS):
        act(note_absence, people.members[0], application=found.applications[0], words="Tidak datang")
    with pytest.raises(StepRefused, match="tidak ikut wawancara"):
        decided(found, people, (CHOSEN,))
    decided(found, people, (NOT,))


def test_a_vacancy_with_nobody_says_to_extend_and_does_not_hold_up_the_others() -> None:
    found, people = opening(applicants=1, more={"state": ApplicationState.UNQUALIFIED}), panel()
    page = people.members[0].client.get(reverse("selection_vacancy", args=[found.vacancy.pk])).content.decode()
    assert "perpanjang" in page
    with clock.at(AFTER_INTERVIEWS):
        assert waits(people.members[0]) == []


def test_a_tie_is_broken_by_a_lot_that_anybody_can_draw_again() -> None:
    found, people = opening(applicants=3), panel()
    marked(found, people, (4, 4, 4))
    with reading_as(people.members[0].actor):
        ranking = ranking_of(found.vacancy)
        again = ranking_of(found.vacancy)
    assert ranking is not None
    assert ranking == again
    assert [each.place.tie if each.place else "" for each in ranking.rows] == [None, "lot", "lot"]


def test_test_and_interview_are_weighed_and_the_quota_is_only_shown() -> None:
    found, people = opening(post=Post.DISTRICT, seats=1), panel(REGENCY)
    marked(found, people, (4, 3))
    with pytest.raises(StepRefused, match="belum lengkap"):
        decided(found, people, (CHOSEN, RESERVE))
    scores = {row.number: score for row, score in zip(found.applications, (10, 100), strict=True)}
    act(record_scores, people.officers[0], recruitment=found.recruitment, scores=scores, refused=0)
    with reading_as(people.members[0].actor):
        ranking = ranking_of(found.vacancy)
    assert ranking is not None
    assert [each.application for each in ranking.rows] == [found.applications[1], found.applications[0]]
    village = opening(applicants=2)
    page = people.members[0].client.get(reverse("selection_vacancy", args=[village.vacancy.pk])).content.decode()
    assert "tidak pernah menerapkannya sendiri" in page

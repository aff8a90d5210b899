"""Assessors mark without sight of each other, once; who is a relative stands aside from marks and decision."""

from datetime import timedelta

import pytest
from django.urls import reverse

from netral.apps.supervisors.actions.interviews import (
    InterviewPlan,
    mark_interview,
    note_absence,
    recuse,
    schedule_interviews,
)
from netral.apps.supervisors.domain.interviews import InterviewMark
from netral.apps.supervisors.models import Interview, InterviewAssessment
from netral.apps.supervisors.parameters import rubric
from netral.apps.supervisors.queries.interviews import interview_of, marks_seen
from netral.apps.supervisors.queries.merit import ranking_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.supervisors.applicants import opening
from tests.apps.supervisors.panel import (
    AFTER_COMMENTS,
    AFTER_INTERVIEWS,
    INTERVIEW_AT,
    act,
    announced,
    marks_of,
    panel,
    scheduled,
)
from tests.ground import Person, person
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")


def seen_by(who: Person, interview: Interview) -> list[InterviewAssessment]:
    with reading_as(who.actor):
        return marks_seen(interview, who.actor)


def test_marks_are_hidden_from_everybody_else_until_all_are_in_and_then_never_change() -> None:
    found, people = opening(applicants=1), panel()
    scheduled(found, people)
    row, (one, other), above = found.applications[0], people.members, person("supervisor_member", "bawaslu.14.03")
    with reading_as(one.actor):
        interview = interview_of(row)
    assert interview is not None
    page = reverse("application_detail", args=[row.pk])
    with clock.at(AFTER_INTERVIEWS):
        assert [item.url for item in waits(other)] == [page]
        act(mark_interview, one, application=row, marks=marks_of(5))
        assert len(seen_by(one, interview)) == 1
        for who in (other, above, *people.officers):
            assert seen_by(who, interview) == []
            assert "100,00" not in who.client.get(page).content.decode()
            assert "Terlihat jelas" not in who.client.get(page).content.decode()
        with reading_as(other.actor):
            assert ranking_of(found.vacancy) is None
        act(mark_interview, other, application=row, marks=marks_of(3))
        assert len(seen_by(above, interview)) == 2
        with pytest.raises(StepRefused, match="tidak dapat diubah"):
            act(mark_interview, one, application=row, marks=marks_of(1))
    assert {*Event.objects.filter(kind="interview.marked")[0].data} == {"assessment", "marks"}


def test_the_page_of_marks_asks_a_reason_for_an_extreme_and_is_looked_at_first() -> None:
    found, people = opening(applicants=1), panel()
    scheduled(found, people)
    row, member = found.applications[0], people.members[0]
    address = reverse("selection_mark", args=[row.pk])
    sent = {f"nilai_{each.code}": 5 for each in rubric()}
    with clock.at(AFTER_INTERVIEWS):
        assert "perlu alasan" in send_through(member.client, address, sent).content.decode()
        assert (
            send_through(member.client, address, sent | {f"alasan_{e.code}": "Jelas" for e in rubric()}).status_code
            == 302
        )
        assert waits(member) == []


def test_before_it_begins_and_by_strangers_nothing_is_marked() -> None:
    found, people = opening(applicants=1), panel()
    scheduled(found, people)
    row = found.applications[0]
    with clock.at(AFTER_COMMENTS), pytest.raises(StepRefused, match="belum dimulai"):
        act(mark_interview, people.members[0], application=row, marks=marks_of(3))
    with clock.at(AFTER_INTERVIEWS):
        with pytest.raises(StepRefused, match="bukan penilai"):
            act(mark_interview, people.officers[0], application=row, marks=marks_of(3))
        with pytest.raises(StepRefused, match="1 sampai 5"):
            act(mark_interview, people.members[0], application=row, marks=[InterviewMark("integrity", 6)])


def test_applicants_are_told_and_fewer_than_two_assessors_are_refused() -> None:
    found, people = opening(), panel()
    announced(found, people)
    with clock.at(AFTER_COMMENTS):
        alone = InterviewPlan(INTERVIEW_AT, "Kantor", (people.members[0].actor.id,))
        with pytest.raises(StepRefused, match="dua penilai"):
            act(schedule_interviews, people.officers[0], vacancy=found.vacancy, plan=alone)
        sent = {
            "waktu_day": 10, "waktu_month": 10, "waktu_year": 2024, "waktu_time": "13.00", "tempat": "Kantor camat",
            "jarak": 20, "penilai": [each.actor.id for each in people.members],
        }  # fmt: skip
        address = reverse("selection_schedule", args=[found.vacancy.pk])
        assert people.officers[0].client.post(address, sent).status_code == 302
    with elevated("the test reads what was written"):
        first, second = Interview.objects.order_by("at")
        assert (second.at - first.at).seconds == 20 * 60
        told = Notice.objects.filter(template="supervisors_interview").order_by("address")
        assert [notice.address for notice in told] == ["pelamar1@contoh.test", "pelamar2@contoh.test"]
        assert "Kantor camat" in told[0].body


def test_who_stands_aside_neither_marks_nor_counts() -> None:
    found, people = opening(applicants=1), panel()
    scheduled(found, people)
    row, (aunt, other) = found.applications[0], people.members
    with clock.at(AFTER_INTERVIEWS):
        act(mark_interview, aunt, application=row, marks=marks_of(5))
        act(recuse, aunt, application=row, reason="Pelamar keponakan saya")
        with pytest.raises(StepRefused, match="bukan penilai"):
            act(mark_interview, aunt, application=row, marks=marks_of(5))
        act(mark_interview, other, application=row, marks=marks_of(3))
        with reading_as(other.actor):
            assert ranking_of(found.vacancy) is None, "one assessor is left"
        later = AFTER_INTERVIEWS + timedelta(days=1)
        plan = InterviewPlan(later, "Kantor", tuple(each.actor.id for each in people.members))
        with pytest.raises(StepRefused, match="kurang dari dua"):
            act(schedule_interviews, people.officers[0], vacancy=found.vacancy, plan=plan)


def test_who_did_not_come_is_not_ranked_and_cannot_be_marked() -> None:
    found, people = opening(applicants=1), panel()
    scheduled(found, people)
    row, member = found.applications[0], people.members[0]
    with clock.at(AFTER_COMMENTS), pytest.raises(StepRefused, match="belum dimulai"):
        act(note_absence, member, application=row, words="Tidak datang")
    with clock.at(AFTER_INTERVIEWS):
        act(note_absence, member, application=row, words="Tidak datang tanpa kabar")
        with pytest.raises(StepRefused, match="tidak hadir"):
            act(mark_interview, member, application=row, marks=marks_of(3))
        with reading_as(member.actor):
            ranking = ranking_of(found.vacancy)
        assert ranking is not None
        assert [each.place for each in ranking.rows] == [None]

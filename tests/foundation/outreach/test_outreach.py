"""What every call to people by a personal link shares: days, units, numbers, links and letters."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from netral.apps.learning.models import Invitation, Round
from netral.apps.learning.queries.coverage import LearningCounts
from netral.foundation.accounts.links import TOKEN_LENGTH, row_by_token
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import Letter
from netral.foundation.notices.models import Notice
from netral.foundation.outreach.domain import CallStatus, share_of
from netral.foundation.outreach.forms import CallForm, MeetingForm, UnitsForm
from netral.foundation.outreach.letters import write_owed
from netral.foundation.outreach.queries import counted_by_unit, coverage_of
from netral.foundation.registry.models import AsnPerson
from netral.foundation.ui.forms import DateField

CALLED = EventKind("test.called", "Dipanggil untuk uji")
TODAY = date(2024, 10, 7)
UNITS = ("pemda.14.03.opd_dinas_pendidikan", "pemda.14.03.opd_dinas_kesehatan")


class TwoDaysForm(CallForm):
    mulai = DateField()
    selesai = DateField()


class OneDayForm(MeetingForm):
    hari = DateField()


@action
def call_people(*, days: tuple[date, date] = (TODAY, TODAY), people: int = 3) -> Round:
    """Make an open call with people in two units, one of whom has no address."""
    with elevated("the test calls people"):
        government = Institution.objects.get(path="pemda.14.03")
        made = Round.objects.create(
            scopes=[government.path],
            institution=government,
            government=government,
            title="Kuis uji",
            opens_on=days[0],
            closes_on=days[1],
            status=CallStatus.OPEN,
            created_at=now(),
            opened_at=now(),
        )
        for number in range(people):
            unit = Institution.objects.get(path=UNITS[number % 2])
            person = AsnPerson.objects.create(
                nip=f"19870602{number:010}",
                name=f"Pegawai {number}",
                employment="pns",
                birth_date=date(1987, 6, 2),
                sex="L",
                email=f"pegawai{number}@example.go.id",
                unit=unit,
                scopes=[unit.path],
            )
            Invitation.for_person(person, round=made).save(force_insert=True)
    record(CALLED, subject=made, by=SYSTEM)
    return made


@action
def write(*, made: Round, owed: int) -> int:
    """Write the letters of a call whose invitations should have had so many by now."""
    with elevated("letters go to everybody"):
        rows = Invitation.objects.filter(round=made).select_related("person").annotate(owed=F("letters") * 0 + owed)
        written = write_owed(rows, letter_of, SYSTEM)
    record(CALLED, subject=made, by=SYSTEM)
    return written


def letter_of(invitation: Any) -> Letter:
    context = {"name": invitation.person.name, "round": invitation.round, "government": "", "link": invitation.address}
    key = f"uji-{invitation.pk}-{invitation.owed}"
    return Letter(address=invitation.person.email, template="learning_invitation", context=context, key=key)


def posted(name: str, day: date) -> dict[str, str]:
    """Say a day as a page posts it, in three boxes."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (TODAY, TODAY, ""),
        (date(2024, 9, 1), date(2024, 10, 8), ""),
        (date(2024, 10, 9), date(2024, 10, 8), "mendahului"),
        (date(2024, 10, 1), date(2024, 10, 6), "sudah lewat"),
    ],
)
def test_the_days_of_a_call_are_in_order_and_not_over(first: date, last: date, wrong: str) -> None:
    form = TwoDaysForm(posted("mulai", first) | posted("selesai", last), today=TODAY)
    assert form.is_valid() is (not wrong)
    assert wrong in str(form.errors)


def test_a_meeting_is_held_today_or_later() -> None:
    assert OneDayForm(posted("hari", TODAY), today=TODAY).is_valid()
    assert "Hari itu sudah lewat" in str(OneDayForm(posted("hari", date(2024, 10, 6)), today=TODAY).errors["hari"])


def test_units_are_ticked_among_those_shown_and_only_where_needed_at_least_one() -> None:
    shown, other = uuid4(), uuid4()
    choices = [(str(shown), "Dinas Kesehatan")]
    ticked = UnitsForm({"unit": [str(shown)]}, shown=choices)
    assert ticked.is_valid()
    assert ticked.ticked == {shown}
    none = UnitsForm({}, shown=choices)
    assert none.is_valid()
    assert none.ticked == set()
    assert "Pilih paling sedikit satu unit kerja." in str(UnitsForm({}, shown=choices, needed=True).errors["unit"])
    assert not UnitsForm({"unit": [str(other)]}, shown=choices).is_valid()


def test_coverage_adds_the_parts_of_a_unit_and_goes_by_name() -> None:
    whole, first, second = UUID(int=0), UUID(int=1), UUID(int=2)
    parts = [
        (first, "dinas Pendidikan", LearningCounts(people=2)),
        (second, "Dinas Kesehatan", LearningCounts(people=1, passed=1)),
        (first, "dinas Pendidikan", LearningCounts(people=3, passed=1, repeat=1)),
    ]
    rows = coverage_of(whole, parts)
    assert [(row.whole_id, row.unit_id) for row in rows] == [(whole, second), (whole, first)]
    assert rows[1].counts == LearningCounts(people=5, passed=1, repeat=1)
    assert rows[1].counts.share == 0.2


def test_nobody_has_no_share() -> None:
    assert share_of(0, 0) == 0.0
    assert share_of(1, 4) == 0.25


@pytest.mark.django_db
def test_an_invitation_keeps_the_unit_of_the_day_and_is_found_by_its_link_alone(ground: None) -> None:
    made = call_people()
    with elevated("the test looks"):
        invitation = Invitation.objects.select_related("unit").order_by("pk")[0]
        assert invitation.scopes == [invitation.unit.path]
        assert counted_by_unit(Invitation.objects.filter(round=made)) == [
            (Institution.objects.get(path=UNITS[1]).pk, "Dinas Kesehatan", 1),
            (Institution.objects.get(path=UNITS[0]).pk, "Dinas Pendidikan", 2),
        ]
    token = invitation.address.rstrip("/").rpartition("/")[2]
    assert len(token) == TOKEN_LENGTH
    assert row_by_token(Invitation.objects.all(), token, "the link is the key") == invitation
    assert row_by_token(Invitation.objects.all(), token[:-1], "the link is the key") is None
    assert row_by_token(Invitation.objects.all(), "a" * TOKEN_LENGTH, "the link is the key") is None
    # Outside the link's block nobody reads the row.
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_letters_are_written_in_batches_and_none_twice(ground: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netral.foundation.outreach.letters.BATCH", 2)
    made = call_people()
    assert [write(made=made, owed=1) for _time in range(3)] == [2, 1, 0]
    assert Notice.objects.filter(template="learning_invitation").count() == 3
    assert [write(made=made, owed=2) for _time in range(3)] == [2, 1, 0]
    assert Notice.objects.filter(template="learning_invitation").count() == 6
    with elevated("the test looks"):
        assert set(Invitation.objects.values_list("letters", flat=True)) == {2}


@pytest.mark.django_db
def test_the_database_refuses_a_call_that_ends_before_it_begins(ground: None) -> None:
    with pytest.raises(IntegrityError, match="round_days_in_order"), transaction.atomic():
        call_people(days=(date(2024, 10, 8), TODAY), people=0)

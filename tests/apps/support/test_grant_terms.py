"""Terms of a grant: who is told and when, what waits for whom, and support of an incumbent."""

from datetime import date, timedelta

import pytest

from netral.apps.support import api
from netral.apps.support.actions import money
from netral.apps.support.actions.incumbents import record_incumbent
from netral.apps.support.models import Grant, GrantPayment, Incumbent
from netral.apps.support.parties import parties_of
from netral.apps.support.queries.totals import payments_in, steps_in
from netral.apps.support.tasks import remind_of_terms
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.support.grants import PAID_ON, TOTAL, Sides, fresh, instalment, noon
from tests.ground import person
from tests.work import titles, waits

pytestmark = pytest.mark.django_db
DUE = date(2024, 2, 2)
FLAGGED = date(2024, 3, 22)


def told_on(day: date) -> int:
    """Return how many letters a morning writes."""
    before = Notice.objects.count()
    with clock.at(noon(day)):
        remind_of_terms()
        remind_of_terms()
    return Notice.objects.count() - before


def record_head(sides: Sides) -> Incumbent:
    by = sides.member.actor
    with clock.at(noon(PAID_ON)), reading_as(by):
        parties = parties_of(by)
        return record_incumbent(
            government=parties.government,
            election=parties.election,
            name="Kasmarni Rekaan",
            since=date(2021, 2, 26),
            source="Pengumuman KPU, rekaan",
            by=by,
        )


def test_both_sides_are_told_once_at_each_mark(sides: Sides) -> None:
    grant = sides.signed()
    assert told_on(DUE - timedelta(days=15)) == 0
    assert told_on(DUE - timedelta(days=14)) == 2
    assert told_on(DUE - timedelta(days=5)) == 0
    assert told_on(DUE - timedelta(days=3)) == 2
    assert told_on(DUE + timedelta(days=1)) == 2
    assert told_on(DUE + timedelta(days=2)) == 0
    letters = Notice.objects.filter(template="grant_term").order_by("created_at")
    assert {letter.address for letter in letters} == {
        sides.treasurer.membership.user.email,
        sides.officer.membership.user.email,
    }
    assert "lewat batas waktu" in letters[4].subject
    assert grant.number in letters[0].body
    assert "2 Februari 2024" in letters[0].body
    assert Event.objects.filter(kind="support.grant_term_told").count() == 3


def test_what_is_paid_or_returned_is_not_told(sides: Sides) -> None:
    grant, by = sides.paying(), sides.treasurer.actor
    assert told_on(DUE + timedelta(days=1)) == 0
    with clock.at(noon(date(2025, 1, 20))):
        sides.pay(grant, instalment(grant, 2).amount, position=2, on=date(2024, 6, 20))
        with reading_as(by):
            money.note_proposal(grant=grant, proposed_on=date(2025, 1, 10), by=by)
    assert told_on(date(2025, 4, 8)) == 2
    with clock.at(noon(date(2025, 4, 9))):
        sides.give_back(grant, TOTAL, on=date(2025, 4, 9))
    assert told_on(date(2025, 4, 30)) == 0


def test_what_waits_follows_the_grant(sides: Sides) -> None:
    sides.asked()
    assert (len(waits(sides.officer)), titles(sides.treasurer)) == (1, [])
    with clock.at(noon(DUE - timedelta(days=20))):
        assert len(waits(sides.officer)) == 1


def test_a_term_that_ends_soon_waits_for_both_sides(sides: Sides) -> None:
    grant = sides.signed()
    neighbour = person("treasurer", "bawaslu.33.74")
    above = person("treasurer", "bawaslu.14")
    for day, number in ((DUE - timedelta(days=15), 0), (DUE - timedelta(days=14), 1), (DUE + timedelta(days=9), 1)):
        with clock.at(noon(day)):
            assert len(waits(sides.treasurer)) == len(waits(sides.officer)) == number, day
            assert titles(neighbour) == titles(above) == []
    with clock.at(noon(PAID_ON)):
        sides.pay(grant, instalment(grant, 1).amount)
        assert titles(sides.treasurer) == []


def test_a_payment_of_an_incumbents_government_needs_its_letter(sides: Sides) -> None:
    grant = sides.signed()
    record_head(sides)
    due = instalment(grant, 1).amount
    with clock.at(noon(date(2024, 4, 1))):
        sides.pay(grant, 10, on=FLAGGED - timedelta(days=1))
        with pytest.raises(StepRefused, match="UU 10/2016 Ps 71"):
            sides.pay(grant, 10, on=FLAGGED)
        for letter in (("", FLAGGED), ("900/1", None)):
            with pytest.raises(StepRefused, match="Isi nomor"):
                sides.pay(grant, 10, on=FLAGGED, letter=letter)
        with pytest.raises(StepRefused, match="surat belum tiba"):
            sides.pay(grant, 10, on=FLAGGED, letter=("900/1", date(2024, 4, 2)))
        sides.pay(grant, due - 10, on=FLAGGED, letter=("900/1", FLAGGED))
    shown = payments_in("14.03")
    assert [(each.flag is not None, each.instrument_number) for each in shown] == [(False, ""), (True, "900/1")]
    flags = Event.objects.filter(kind="support.grant_paid").order_by("id").values_list("data__flagged", flat=True)
    assert [*flags] == ["", "programme_ban"]


def test_a_head_recorded_later_flags_what_was_paid_and_the_letter_is_named_then(sides: Sides) -> None:
    grant, by = sides.signed(), sides.officer.actor
    with clock.at(noon(date(2024, 4, 1))):
        payment = sides.pay(grant, 10, on=FLAGGED)
        record_head(sides)
        assert payments_in("14.03")[0].flag is not None
        with reading_as(by):
            money.name_instrument(payment=payment, number="900/2", dated=FLAGGED, by=by)
            with pytest.raises(StepRefused, match="sudah tercatat"):
                money.name_instrument(payment=payment, number="900/3", dated=FLAGGED, by=by)
            assert GrantPayment.objects.get().instrument_number == "900/2"


def test_an_incumbent_is_recorded_once_and_her_name_is_personal(sides: Sides) -> None:
    record_head(sides)
    with pytest.raises(StepRefused, match="sudah dicatat"):
        record_head(sides)
    with reading_as(person("treasurer", "bawaslu.33.74").actor):
        assert not Incumbent.objects.exists()
    by = sides.officer.actor
    with reading_as(by):
        head = Incumbent.objects.get()
    with reading_as(by), pytest.raises(StepRefused, match="tidak berwenang"):
        record_incumbent(
            government=head.government, election=head.election, name="A", since=head.since, source="B", by=by
        )


def test_totals_of_a_region_are_those_of_its_rows(sides: Sides) -> None:
    grant: Grant = sides.paying()
    with clock.at(noon(date(2024, 7, 1))):
        sides.spend(grant, 1_000)
        (total,) = api.totals()
        assert (total.code, total.agreed, total.paid, total.spent) == ("14.03", TOTAL, fresh(grant).paid, 1_000)
        assert (total.late, total.late_since) == (1, date(2024, 6, 27))
        assert sum(step.is_late for step in steps_in("14.03")) == total.late
        assert sum(step.paid for step in steps_in("14.03")) == total.paid
        assert api.totals("14") == api.totals("14.03") == (total,)
        assert api.totals("33") == ()


def test_a_remainder_that_was_not_returned_in_time_is_public(sides: Sides) -> None:
    grant, by = sides.paying(), sides.treasurer.actor
    with clock.at(noon(date(2025, 1, 20))):
        sides.pay(grant, instalment(grant, 2).amount, position=2, on=date(2024, 6, 20))
        with reading_as(by):
            money.note_proposal(grant=grant, proposed_on=date(2025, 1, 10), by=by)
        assert api.totals()[0].late == 0
    with clock.at(noon(date(2025, 4, 11))):
        assert (api.totals()[0].late, api.totals()[0].late_since) == (1, date(2025, 4, 10))
        assert [step.title for step in steps_in("14.03") if step.is_late] == ["Pengembalian sisa dana ke kas daerah"]


def test_what_was_only_asked_for_is_not_public(sides: Sides) -> None:
    sides.asked()
    assert api.totals() == ()
    with elevated("the test reads what was written"):
        assert Grant.objects.count() == 1

"""A grant goes from asking to settling, each step by its own side, once, and never with more money than there is."""

from datetime import date, timedelta

import pytest

from netral.apps.support.actions import grants, money
from netral.apps.support.domain.grants import GrantState, GrantVerb, LineKind
from netral.apps.support.grant_views import verbs_for
from netral.apps.support.inputs.grants import AgreementInput
from netral.apps.support.models import BudgetLine, Grant, GrantPayment, GrantReturn, GrantSpending, Instalment
from netral.apps.support.parties import NoParties, parties_of
from netral.engines.steps.table import StepRefused
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.models import Event
from tests.apps.support.grants import AGREED, PAID_ON, PLAN, SIGNED_ON, TOTAL, Sides, fresh, instalment, noon, paper
from tests.ground import Person, person

pytestmark = pytest.mark.django_db
POLLING = date(2024, 11, 27)
AFTER = date(2025, 2, 3)


def kinds(grant: Grant) -> list[str]:
    return [*Event.objects.filter(subject_id=grant.pk).order_by("id").values_list("kind", flat=True)]


def test_a_grant_goes_its_whole_way(sides: Sides) -> None:
    grant = sides.paying()
    assert (grant.number, grant.state, grant.paid) == ("HB/14.03/2024/0001", GrantState.PAYING, TOTAL * 40 // 100)
    with clock.at(noon(AFTER)):
        sides.spend(grant, 100_000_000)
        with reading_as(sides.treasurer.actor):
            money.note_proposal(grant=grant, proposed_on=date(2025, 1, 10), by=sides.treasurer.actor)
        left = fresh(grant).available
        sides.give_back(grant, left, on=AFTER)
        with reading_as(sides.officer.actor):
            grants.settle_grant(grant=grant, by=sides.officer.actor)
    done = fresh(grant)
    assert (done.state, done.available, done.return_due_on) == (GrantState.SETTLED, 0, date(2025, 4, 10))
    assert kinds(grant) == [
        f"support.grant_{each}"
        for each in ("asked", "agreed", "signed", "paid", "spent", "proposed", "returned", "settled")
    ]
    assert verbs_for(done, sides.treasurer.actor) == ()


def test_the_instalments_follow_the_rules_of_the_day_of_signing(sides: Sides) -> None:
    grant = sides.signed()
    first, second = instalment(grant, 1), instalment(grant, 2)
    assert first.amount + second.amount == TOTAL
    assert (first.due_on, second.due_on) == (date(2024, 2, 2), date(2024, 6, 27))
    assert first.reference == "Permendagri 41/2020 Ps 16 ayat (4)"
    assert first.verification == "secondary"


def test_each_side_takes_only_its_own_steps(sides: Sides) -> None:
    grant, strangers = sides.asked(), [person("treasurer", "bawaslu.14"), person("supervisor_member", "bawaslu.14")]
    with reading_as(sides.treasurer.actor), pytest.raises(StepRefused, match="tidak berwenang"):
        grants.agree_to_grant(grant=grant, agreed=AGREED, by=sides.treasurer.actor)
    with reading_as(strangers[0].actor), pytest.raises(StepRefused, match="bukan lembaga Anda"):
        grants.revise_grant(grant=grant, lines=PLAN, by=strangers[0].actor)
    signed = AgreementInput("1", SIGNED_ON, paper())
    with reading_as(sides.officer.actor), clock.at(noon(SIGNED_ON)):
        grants.agree_to_grant(grant=grant, agreed=AGREED, by=sides.officer.actor)
    with reading_as(strangers[1].actor), pytest.raises(StepRefused, match="bukan lembaga Anda"):
        grants.sign_grant(grant=grant, inputs=signed, by=strangers[1].actor)


@pytest.mark.parametrize("role", ["treasurer", "supervisor_member"])
def test_another_region_does_not_see_it(sides: Sides, role: str) -> None:
    grant, stranger = sides.paying(), person(role, "bawaslu.33.74")
    with reading_as(stranger.actor):
        for model in (Grant, BudgetLine, Instalment, GrantPayment, GrantSpending, GrantReturn):
            assert not model.objects.exists()
        with pytest.raises(Grant.DoesNotExist):
            grants.settle_grant(grant=grant, by=stranger.actor)


def test_a_grant_is_asked_for_once_an_election(sides: Sides) -> None:
    sides.asked()
    with pytest.raises(StepRefused, match="HB/14"):
        sides.asked()


def test_asking_again_changes_what_nobody_agreed_to_yet(sides: Sides) -> None:
    grant, by = sides.asked(), sides.treasurer.actor
    with reading_as(by):
        grants.revise_grant(grant=grant, lines={**PLAN, LineKind.GOODS: 0}, by=by)
        assert BudgetLine.objects.filter(grant=grant).count() == 2
    assert fresh(grant).asked == TOTAL - 100_000_000
    with reading_as(by), pytest.raises(StepRefused, match="belum berisi jumlah"):
        grants.revise_grant(grant=grant, lines=dict.fromkeys(PLAN, 0), by=by)


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        ({**AGREED, LineKind.GOODS: 100_000_001}, "melebihi yang diminta"),
        ({**AGREED, LineKind.TRAVEL: 1}, "melebihi yang diminta"),
        (dict.fromkeys(AGREED, 0), "masih nol"),
    ],
    ids=["too much", "a line not asked for", "nothing"],
)
def test_no_line_is_agreed_to_above_what_was_asked(sides: Sides, agreed: dict[LineKind, int], why: str) -> None:
    grant, by = sides.asked(), sides.officer.actor
    with reading_as(by), pytest.raises(StepRefused, match=why):
        grants.agree_to_grant(grant=grant, agreed=agreed, by=by)
    assert fresh(grant).agreed is None


def test_an_agreement_of_a_wrong_day_or_without_a_scan_is_refused(sides: Sides) -> None:
    grant, by = sides.agreed(), sides.member.actor
    with reading_as(by), clock.at(noon(SIGNED_ON)):
        with pytest.raises(StepRefused, match="belum tiba"):
            grants.sign_grant(grant=grant, inputs=AgreementInput("1", SIGNED_ON + timedelta(days=1), paper()), by=by)
        with pytest.raises(FileRefused):
            grants.sign_grant(grant=grant, inputs=AgreementInput("1", SIGNED_ON, paper("a.exe", b"MZ" * 99)), by=by)
        assert not Instalment.objects.exists()
    assert fresh(grant).state == GrantState.AGREED


def test_a_payment_is_refused_before_the_agreement_too_large_or_too_soon(sides: Sides) -> None:
    grant = sides.signed()
    due = instalment(grant, 1).amount
    with clock.at(noon(PAID_ON)):
        for amount, on, why in (
            (due + 1, PAID_ON, "melebihi yang terutang"),
            (due, SIGNED_ON - timedelta(days=1), "lebih awal daripada NPHD"),
            (due, PAID_ON + timedelta(days=1), "belum tiba"),
            (0, PAID_ON, "lebih dari nol"),
        ):
            with pytest.raises(StepRefused, match=why):
                sides.pay(grant, amount, on=on)
    assert fresh(grant).paid == 0
    assert "support.grant_paid" not in kinds(grant)


def test_an_agreed_grant_cannot_be_paid_before_it_is_signed(sides: Sides) -> None:
    grant = sides.agreed()
    with reading_as(sides.officer.actor), pytest.raises(StepRefused, match="NPHD belum ditandatangani"):
        grants.GRANTS.begin(grant, GrantVerb.PAY, sides.officer.actor)


def test_a_form_that_is_sent_twice_pays_once(sides: Sides) -> None:
    grant, key = sides.signed(), uuid7()
    with clock.at(noon(PAID_ON)):
        sides.pay(grant, 1_000, key=key)
        with pytest.raises(StepRefused, match="sudah tercatat"):
            sides.pay(grant, 1_000, key=key)
        spent = uuid7()
        sides.spend(grant, 400, key=spent)
        with pytest.raises(StepRefused, match="sudah tercatat"):
            sides.spend(grant, 400, key=spent)
    assert (fresh(grant).paid, fresh(grant).spent) == (1_000, 400)


def test_no_more_is_spent_or_returned_than_came(sides: Sides) -> None:
    grant = sides.paying()
    with clock.at(noon(AFTER)):
        with pytest.raises(StepRefused, match=r"Yang tersisa Rp400.000.000"):
            sides.spend(grant, grant.paid + 1)
        sides.spend(grant, grant.paid - 10)
        with pytest.raises(StepRefused, match="melebihi sisa"):
            sides.give_back(grant, 11, on=AFTER)
        sides.give_back(grant, 10, on=AFTER)
        with pytest.raises(StepRefused, match=r"Yang tersisa Rp0"):
            sides.spend(grant, 1)
        with reading_as(sides.officer.actor), pytest.raises(StepRefused, match="belum dicatat Bawaslu"):
            grants.settle_grant(grant=grant, by=sides.officer.actor)
    assert fresh(grant).available == 0


def test_spending_before_money_came_is_refused(sides: Sides) -> None:
    grant = sides.paying()
    with clock.at(noon(AFTER)), pytest.raises(StepRefused, match="lebih awal"):
        sides.spend(grant, 5, on=PAID_ON - timedelta(days=1))
    with elevated("the test reads what was written"):
        assert not GrantSpending.objects.exists()


def test_a_correction_stays_beside_what_it_corrects(sides: Sides) -> None:
    grant, by = sides.paying(), sides.treasurer.actor
    with clock.at(noon(AFTER)):
        entry = sides.spend(grant, 250)
        with reading_as(by):
            counter = money.correct_spending(spending=entry, words="Salah ketik", by=by)
            for wrong in (entry, counter):
                with pytest.raises(StepRefused, match="sudah dikoreksi"):
                    money.correct_spending(spending=wrong, words="Lagi", by=by)
            assert [*GrantSpending.objects.order_by("pk").values_list("amount", flat=True)] == [250, -250]
            assert BudgetLine.objects.get(kind=LineKind.HONORARIUM).spent == 0
    assert fresh(grant).spent == 0


def test_the_proposal_is_after_polling_day_and_not_to_come(sides: Sides) -> None:
    grant, by = sides.paying(), sides.treasurer.actor
    with clock.at(noon(AFTER)), reading_as(by):
        for day, why in ((POLLING, "sesudah pemungutan"), (AFTER + timedelta(days=1), "belum tiba")):
            with pytest.raises(StepRefused, match=why):
                money.note_proposal(grant=grant, proposed_on=day, by=by)


def test_the_ledger_keeps_no_words_unmarked(sides: Sides) -> None:
    grant = sides.paying()
    with clock.at(noon(AFTER)):
        sides.spend(grant, 250)
    event = Event.objects.get(kind="support.grant_spent")
    assert event.data["words"] == "Honorarium Januari"
    assert event.data["amount"] == 250
    assert Event.objects.get(kind="support.grant_signed").data["scheme"] == "two_steps"


def test_who_has_no_region_asks_for_nothing(sides: Sides) -> None:
    nobody: Person = person("supervisor_officer", "bawaslu")
    with pytest.raises(NoParties, match="tidak terikat"):
        parties_of(nobody.actor)

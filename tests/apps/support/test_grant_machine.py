"""Whatever either side tries, in any order: no rupiah comes, goes or goes back that the rows do not tell of."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from netral.apps.support.actions import grants, money
from netral.apps.support.domain.grants import TABLE, GrantState, GrantVerb
from netral.apps.support.models import BudgetLine, GrantPayment, GrantReturn, GrantSpending, Instalment
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.support.grants import TOTAL, Sides, fresh, noon
from tests.ground import Person

TODAY = date(2025, 2, 3)
# Small and large against what is there, so that some are taken and some are refused.
amounts = st.sampled_from([1, 250_000_000, TOTAL * 40 // 100, TOTAL])


class GrantMachine(RuleBasedStateMachine):
    """Two sides that try everything on a signed grant."""

    sides: ClassVar[Sides]
    reached: ClassVar[set[GrantState]] = set()

    @initialize()
    def sign(self) -> None:
        # An election has one grant: what an example did is undone at its end.
        self.before = transaction.savepoint()
        self.grant = self.sides.signed()

    def teardown(self) -> None:
        """Undo what the example did."""
        transaction.savepoint_rollback(self.before)

    @rule(amount=amounts, position=st.sampled_from([1, 2]))
    def pay(self, amount: int, position: int) -> None:
        self._try(GrantVerb.PAY, lambda: self.sides.pay(self.grant, amount, position=position))

    @rule(amount=amounts)
    def spend(self, amount: int) -> None:
        self._try(GrantVerb.SPEND, lambda: self.sides.spend(self.grant, amount, on=TODAY))

    @rule(place=st.integers(0, 5))
    def correct(self, place: int) -> None:
        with elevated("the test picks an entry"):
            entry = GrantSpending.objects.filter(grant=self.grant).order_by("pk")[place : place + 1].first()
        if entry is not None:
            by = self.sides.treasurer
            self._try(GrantVerb.SPEND, lambda: money.correct_spending(spending=entry, words="Salah", by=by.actor), by)

    @rule(day=st.sampled_from([date(2024, 11, 27), date(2025, 1, 10), date(2025, 3, 1)]))
    def propose(self, day: date) -> None:
        by = self.sides.treasurer
        self._try(GrantVerb.PROPOSE, lambda: money.note_proposal(grant=self.grant, proposed_on=day, by=by.actor), by)

    @rule(amount=amounts)
    def give_back(self, amount: int) -> None:
        self._try(GrantVerb.RETURN, lambda: self.sides.give_back(self.grant, amount, on=TODAY))

    @rule()
    def go_straight_to_the_end(self) -> None:
        self.pay(1, 1)
        self.propose(date(2025, 1, 10))
        self._try(GrantVerb.RETURN, lambda: self.sides.give_back(self.grant, fresh(self.grant).available, on=TODAY))
        self.settle("officer")

    @rule(side=st.sampled_from(["officer", "treasurer"]))
    def settle(self, side: str) -> None:
        by: Person = getattr(self.sides, side)
        self._try(GrantVerb.SETTLE, lambda: grants.settle_grant(grant=self.grant, by=by.actor), by)

    @invariant()
    def sums_are_those_of_their_rows(self) -> None:
        grant = fresh(self.grant)
        with elevated("the test adds up"):
            paid, spent, returned = (
                model.objects.filter(grant=grant).aggregate(sum=Sum("amount"))["sum"] or 0
                for model in (GrantPayment, GrantSpending, GrantReturn)
            )
            lines = BudgetLine.objects.filter(grant=grant).aggregate(sum=Sum("spent"))["sum"]
            steps = Instalment.objects.filter(grant=grant)
            assert steps.aggregate(sum=Sum("paid"))["sum"] == paid
            assert not steps.filter(paid__gt=F("amount")).exists()
        assert (grant.paid, grant.spent, grant.returned, lines) == (paid, spent, returned, spent)
        assert 0 <= grant.available <= grant.paid <= (grant.agreed or 0)
        assert grant.state != GrantState.SETTLED or (grant.available == 0 and grant.proposed_on is not None)

    def _try(self, verb: GrantVerb, step: Callable[[], object], by: Person | None = None) -> None:
        before, heard = fresh(self.grant), self._heard()
        try:
            with clock.at(noon(TODAY)):
                self._run(step, by)
        except StepRefused:
            assert fresh(self.grant).state == before.state
            assert self._heard() == heard
            return
        row = TABLE.transition(GrantState(before.state), verb)
        assert by is None or row.permission in by.actor.permissions
        assert fresh(self.grant).state == row.target
        assert self._heard() == heard + 1
        self.reached.add(row.target)

    def _run(self, step: Callable[[], object], by: Person | None) -> None:
        if by is None:
            step()
            return
        with reading_as(by.actor):
            step()

    def _heard(self) -> int:
        return Event.objects.filter(subject_id=str(self.grant.pk)).count()


@pytest.mark.django_db
def test_the_money_of_a_grant_cannot_be_led_astray(sides: Sides) -> None:
    GrantMachine.sides = sides
    GrantMachine.reached.clear()
    run_state_machine_as_test(
        GrantMachine,
        settings=settings(
            # A fraction of the profile's examples: each writes a grant with its files to PostgreSQL and the disk.
            max_examples=settings().max_examples // 16,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {GrantState.PAYING, GrantState.SETTLED} <= GrantMachine.reached

"""Every step from every state: those of the table are taken by the side whose step it is, all others change nothing."""

from collections.abc import Callable

import pytest
from django.db import transaction

from netral.apps.support.actions.facilities import agree_loan, ask_loan, offer_loan, refuse_loan, withdraw_loan
from netral.apps.support.actions.handovers import bring_back, close_loan, hand_over, settle_harm
from netral.apps.support.domain.facilities import LOAN_TABLE, OF_GIVER, Harm, LoanState, LoanVerb
from netral.apps.support.loan_inputs import LoanReturnInput, OfferInput
from netral.apps.support.models import Facility, Loan
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from tests.apps.support.lending import DAY, LAST, boat, chair, fresh, handed, officer, photo, treasurer, wish

pytestmark = pytest.mark.usefixtures("ground")
Take = Callable[[Loan, Actor], object]
# How a loan gets to each state.
WAYS = {
    LoanState.REQUESTED: (),
    LoanState.OFFERED: (LoanVerb.OFFER,),
    LoanState.AGREED: (LoanVerb.OFFER, LoanVerb.AGREE),
    LoanState.HANDED_OVER: (LoanVerb.OFFER, LoanVerb.AGREE, LoanVerb.HAND_OVER),
    LoanState.RETURNED: (LoanVerb.OFFER, LoanVerb.AGREE, LoanVerb.HAND_OVER, LoanVerb.BRING_BACK),
    LoanState.CLOSED: (
        LoanVerb.OFFER,
        LoanVerb.AGREE,
        LoanVerb.HAND_OVER,
        LoanVerb.BRING_BACK,
        LoanVerb.SETTLE,
        LoanVerb.CLOSE,
    ),
    LoanState.REFUSED: (LoanVerb.REFUSE,),
    LoanState.WITHDRAWN: (LoanVerb.WITHDRAW,),
}
# It comes back lost, so that every state after it needs a settlement: only CLOSE is not yet possible then.
TAKES: dict[LoanVerb, Take] = {
    LoanVerb.OFFER: lambda loan, by: offer_loan(loan=loan, offer=OfferInput(Facility.objects.get(), DAY, LAST), by=by),
    LoanVerb.AGREE: lambda loan, by: agree_loan(loan=loan, by=by),
    LoanVerb.REFUSE: lambda loan, by: refuse_loan(loan=loan, verb=LoanVerb.REFUSE, words="Tidak ada", by=by),
    LoanVerb.DECLINE: lambda loan, by: refuse_loan(loan=loan, verb=LoanVerb.DECLINE, words="Kecil", by=by),
    LoanVerb.WITHDRAW: lambda loan, by: withdraw_loan(loan=loan, verb=LoanVerb.WITHDRAW, words="Batal", by=by),
    LoanVerb.RETRACT: lambda loan, by: withdraw_loan(loan=loan, verb=LoanVerb.RETRACT, words="Rusak", by=by),
    LoanVerb.HAND_OVER: lambda loan, by: hand_over(loan=loan, inputs=handed(), by=by),
    LoanVerb.BRING_BACK: lambda loan, by: bring_back(
        loan=loan,
        inputs=LoanReturnInput(DAY, "Rekaan", "Rekaan", "–", Harm.LOST, "Hanyut", 5_000_000, [photo()]),
        by=by,
    ),
    LoanVerb.SETTLE: lambda loan, by: settle_harm(loan=loan, day=DAY, words="Diganti", by=by),
    LoanVerb.CLOSE: lambda loan, by: close_loan(loan=loan, by=by),
}


class Rewound(Exception):
    """A step was taken and is taken back, for the next to be tried from the same state."""


class TwoSides:
    """Those who lend and borrow in one region, and one boat."""

    def __init__(self) -> None:
        lends = officer()
        boat(lends)
        self.lends, self.borrows, self.agrees = lends.actor, treasurer().actor, chair().actor

    def of(self, verb: LoanVerb) -> Actor:
        """Return whose step it is."""
        if verb in OF_GIVER:
            return self.lends
        return self.agrees if verb in (LoanVerb.AGREE, LoanVerb.DECLINE) else self.borrows

    def others(self, verb: LoanVerb) -> list[Actor]:
        """Return those whose step it is not."""
        return [actor for actor in (self.lends, self.borrows, self.agrees) if actor is not self.of(verb)]


def tried(loan: Loan, verb: LoanVerb, by: Actor) -> str:
    """Return the state a step leads to, or nothing where it is refused; the step is taken back."""
    state = ""
    try:
        with transaction.atomic():
            TAKES[verb](loan, by)
            state = fresh(loan).state
            raise Rewound
    except Rewound:
        return state
    except StepRefused:
        return ""


@pytest.mark.parametrize("state", [*LoanState])
def test_only_the_steps_of_the_table_are_taken(state: LoanState) -> None:
    assert {row.target for row in LOAN_TABLE.rows} | {LoanState.REQUESTED} == {*LoanState}
    sides = TwoSides()
    with elevated("test"):
        loan = ask_loan(inputs=wish(), by=sides.borrows)
        for verb in WAYS[state]:
            TAKES[verb](loan, sides.of(verb))
        expected = {row.verb: str(row.target) for row in LOAN_TABLE.rows if row.origin == state}
        if state is LoanState.RETURNED:
            del expected[LoanVerb.CLOSE]
        found = {verb: tried(loan, verb, sides.of(verb)) for verb in LoanVerb}
        assert {verb: target for verb, target in found.items() if target} == expected
        assert [verb for verb in LoanVerb for other in sides.others(verb) if tried(loan, verb, other)] == []
        assert fresh(loan).state == state

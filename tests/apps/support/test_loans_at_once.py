"""Two agreements on one boat at the same moment: one stands, the other is refused in words that name its days."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from netral.apps.support.actions.facilities import agree_loan
from netral.apps.support.domain.facilities import LoanState
from netral.apps.support.models import Loan
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.clock import now
from tests.apps.support.lending import DAY, LAST, boat, chair, fresh, offered, officer
from tests.ground import Person

MANY = 4


def on_a_connection_of_its_own(agrees: Person, loan: Loan) -> Callable[[], str]:
    """Return what agrees to a loan in a thread, and what it was told."""
    moment = now()

    def agree() -> str:
        try:
            with clock.at(moment), reading_as(agrees.actor):
                agree_loan(loan=loan, by=agrees.actor)
        except StepRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    return agree


@pytest.mark.usefixtures("ground")
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_many_agreements_at_once_one_stands() -> None:
    agrees, lends = chair(), officer()
    facility = boat(lends)
    loans = [offered(lends, facility, DAY, LAST + timedelta(days)) for days in range(MANY)]
    tasks = [on_a_connection_of_its_own(agrees, loan) for loan in loans]
    with ThreadPoolExecutor(MANY) as pool:
        told = [future.result(60) for future in [pool.submit(task) for task in tasks]]
    assert sorted(fresh(loan).state for loan in loans) == [LoanState.AGREED, *[LoanState.OFFERED] * (MANY - 1)]
    refused = [words for words in told if words]
    assert len(refused) == MANY - 1
    assert all("sudah dipinjam dari 7 Oktober 2024 sampai" in words for words in refused)

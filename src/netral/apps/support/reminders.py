"""Letters about a facility that should have come back, to those who borrow and those who lend it."""

from django.urls import reverse

from netral.apps.support.domain.facilities import BORROW, LEND
from netral.apps.support.models import Loan
from netral.foundation.accounts.links import absolute
from netral.foundation.accounts.queries import staff_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.notices.actions import notify


def write_to_both(loan: Loan, by: Actor) -> None:
    """Tell both sides of a loan that it is overdue; the letter names the number and the day, no person."""
    context = {
        "number": loan.number,
        "ends_on": loan.ends_on,
        "link": absolute(reverse("loan", args=[loan.pk])),
    }
    for institution, permission in ((loan.borrower, BORROW), (loan.giver, LEND)):
        for user in staff_of(institution.pk, permission, now().date()):
            key = f"support-loan-overdue-{loan.pk}-{user.pk}"
            notify(to=user, template="support_loan_overdue", context=context, key=key, by=by)

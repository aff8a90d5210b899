"""Taking back a payment or a return of a grant entered wrongly; the entry stays, with who struck it, and why."""

from datetime import date

from netral.apps.support.actions.grants import GRANTS
from netral.apps.support.domain import grants as domain
from netral.apps.support.domain.grants import GrantVerb
from netral.apps.support.events import GRANT_PAYMENT_WITHDRAWN, GRANT_RETURN_WITHDRAWN
from netral.apps.support.models import Grant, GrantPayment, GrantReturn, Instalment
from netral.apps.support.queries.grants import first_moved_on, payments_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action
from netral.foundation.workflow.steps import finish


@action
def withdraw_grant_payment(*, payment: GrantPayment, words: str, by: Actor) -> None:
    """Strike a payment; the sums of its instalment and its grant leave it out from now on.

    Raises:
        StepRefused: it is struck already, some of it was spent or returned, what was spent would then come before the
            first payment, or the step is not possible.
    """
    step = GRANTS.begin(payment.grant, GrantVerb.PAY, by)
    row = step.subject
    known = GrantPayment.objects.get(grant=row, pk=payment.pk)
    domain.check_not_withdrawn(is_withdrawn=known.is_withdrawn)
    domain.check_payment_withdrawal(known.amount, row.available, _first_after(row, known), first_moved_on(row))
    _strike(known, words, by)
    instalment = Instalment.objects.get(grant=row, pk=known.instalment_id)
    instalment.paid -= known.amount
    instalment.save()
    row.paid -= known.amount
    finish(step, GRANT_PAYMENT_WITHDRAWN, payment=known.pk, amount=known.amount, words=words)


@action
def withdraw_grant_return(*, returned: GrantReturn, words: str, by: Actor) -> None:
    """Strike a return; its money counts as left from now on.

    Raises:
        StepRefused: it is struck already, or the step is not possible.
    """
    step = GRANTS.begin(returned.grant, GrantVerb.RETURN, by)
    row = step.subject
    known = GrantReturn.objects.get(grant=row, pk=returned.pk)
    domain.check_not_withdrawn(is_withdrawn=known.is_withdrawn)
    _strike(known, words, by)
    row.returned -= known.amount
    finish(step, GRANT_RETURN_WITHDRAWN, returned=known.pk, amount=known.amount, words=words)


def _first_after(grant: Grant, struck: GrantPayment) -> date | None:
    others = payments_of(grant).filter(withdrawn_at=None).exclude(pk=struck.pk)
    day: date | None = others.values_list("paid_on", flat=True).first()
    return day


def _strike(entry: GrantPayment | GrantReturn, words: str, by: Actor) -> None:
    entry.withdrawn_at, entry.withdrawn_by, entry.withdrawal_reason = now(), by.label, words
    entry.save()

"""Handing a lent facility over, taking it back, settling what was broken or lost, closing, and telling who is late."""

from collections.abc import Sequence
from datetime import date

from netral.apps.support import reminders
from netral.apps.support.actions.facilities import LOANS
from netral.apps.support.domain import facilities as domain
from netral.apps.support.domain.facilities import LoanVerb, PhotoStage
from netral.apps.support.events import (
    LOAN_BROUGHT_BACK,
    LOAN_CLOSED,
    LOAN_HANDED_OVER,
    LOAN_OVERDUE,
    LOAN_SETTLED,
)
from netral.apps.support.loan_inputs import HandOverInput, LoanReturnInput
from netral.apps.support.models import Loan, LoanPhoto
from netral.apps.support.queries.facilities import loan_still_out, locked_facility
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.ui.formats import tanggal
from netral.foundation.workflow.steps import finish

PHOTOS = "facility"


@action
def hand_over(*, loan: Loan, inputs: HandOverInput, by: Actor) -> Loan:
    """Record the hand-over of a facility.

    Raises:
        StepRefused: the step is not possible, the day cannot be, or another loan still holds the facility.
        FileRefused: a photo is none, empty or too large.
    """
    step = LOANS.begin(loan, LoanVerb.HAND_OVER, by)
    row = step.subject
    locked_facility(row)
    domain.check_hand_over(inputs.day, row.agreed_on or row.today, row.ends_on, row.today)
    other = loan_still_out(row)
    domain.check_not_out(tanggal(other.ends_on) if other else "")
    row.handed_on, row.condition_out = inputs.day, inputs.condition
    row.handed_by, row.taken_by = inputs.by_whom, inputs.to_whom
    _keep(row, PhotoStage.OUT, inputs.photos, by)
    finish(
        step,
        LOAN_HANDED_OVER,
        on=inputs.day,
        photos=len(inputs.photos),
        by_whom=inputs.by_whom,
        to_whom=inputs.to_whom,
        words=inputs.condition,
    )
    return row


@action
def bring_back(*, loan: Loan, inputs: LoanReturnInput, by: Actor) -> Loan:
    """Record the return of a facility, with what was broken or lost.

    Raises:
        StepRefused: the step is not possible, the day cannot be, or damage or loss is not told wholly.
        FileRefused: a photo is none, empty or too large.
    """
    step = LOANS.begin(loan, LoanVerb.BRING_BACK, by)
    row = step.subject
    domain.check_return(inputs.day, row.handed_on or row.today, row.today)
    domain.check_harm(inputs.harm, inputs.harm_words, inputs.harm_estimate, len(inputs.photos))
    row.returned_on, row.condition_back = inputs.day, inputs.condition
    row.returned_by, row.accepted_by = inputs.by_whom, inputs.to_whom
    row.harm, row.harm_words, row.harm_estimate = inputs.harm, inputs.harm_words, inputs.harm_estimate or None
    _keep(row, PhotoStage.BACK, inputs.photos, by)
    finish(
        step,
        LOAN_BROUGHT_BACK,
        on=inputs.day,
        photos=len(inputs.photos),
        harm=inputs.harm,
        estimate=inputs.harm_estimate,
        by_whom=inputs.by_whom,
        to_whom=inputs.to_whom,
        words=inputs.condition,
    )
    return row


@action
def settle_harm(*, loan: Loan, day: date, words: str, by: Actor) -> None:
    """Record how damage or loss was made good.

    Raises:
        StepRefused: nothing was broken, it is settled already, the day cannot be, or the step is not possible.
    """
    step = LOANS.begin(loan, LoanVerb.SETTLE, by)
    row = step.subject
    domain.check_settlement(row.harm, row.settled_on, day, row.returned_on or row.today, row.today)
    domain.check_reason(words)
    row.settled_on, row.settlement = day, words
    finish(step, LOAN_SETTLED, on=day, words=words)


@action
def close_loan(*, loan: Loan, by: Actor) -> None:
    """Close a loan whose facility is back, and whose damage or loss is settled.

    Raises:
        StepRefused: something is not settled, or the step is not possible.
    """
    step = LOANS.begin(loan, LoanVerb.CLOSE, by)
    domain.check_settled(step.subject.harm, step.subject.settled_on)
    step.subject.closed_at = now()
    finish(step, LOAN_CLOSED)


@action
def tell_overdue(*, loan: Loan, by: Actor) -> None:
    """Tell both sides, once, that a facility should have come back."""
    loan.reminded_on = loan.today
    loan.save(update_fields=["reminded_on"])
    record(LOAN_OVERDUE, subject=loan, by=by, data={"last": loan.ends_on})
    reminders.write_to_both(loan, by)


def _keep(loan: Loan, stage: PhotoStage, photos: Sequence[Upload], by: Actor) -> None:
    for position, photo in enumerate(photos, start=1):
        stored = store_file(upload=photo, purpose=PHOTOS, scopes=loan.scopes, by=by)
        LoanPhoto.objects.create(loan=loan, scopes=loan.scopes, stage=stage, position=position, stored=stored)

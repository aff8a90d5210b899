"""The money of a grant: paid in instalments, spent by line, corrected by a counter-entry, and what is left returned."""

from datetime import date

from netral.apps.support.actions.grants import GRANTS, PURPOSE
from netral.apps.support.domain import grants as domain, incumbents, instalments
from netral.apps.support.domain.grants import GrantVerb
from netral.apps.support.domain.terms import TermReminder
from netral.apps.support.events import (
    GRANT_CORRECTED,
    GRANT_INSTRUMENT,
    GRANT_PAID,
    GRANT_PROPOSED,
    GRANT_RETURNED,
    GRANT_SPENT,
)
from netral.apps.support.inputs.grants import GrantReturnInput, PaymentInput, SpendingInput
from netral.apps.support.models import BudgetLine, Grant, GrantPayment, GrantReturn, GrantSpending, Instalment
from netral.apps.support.parameters import instalment_rules
from netral.apps.support.queries.grants import first_paid_on
from netral.apps.support.queries.incumbents import flag_for
from netral.engines.steps.table import check_permission
from netral.foundation.files.actions import store_file
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import finish


@action
def pay_instalment(*, grant: Grant, inputs: PaymentInput, by: Actor) -> GrantPayment:
    """Record a payment on an instalment with its proof; a form that was sent twice pays once.

    Raises:
        StepRefused: it is more than is due, its day cannot be, it is flagged and no letter is named, it is recorded
            already, or the step is not possible.
        FileRefused: the proof is no picture or PDF, empty, or too large.
        Instalment.DoesNotExist: the grant has no such instalment.
    """
    step = GRANTS.begin(grant, GrantVerb.PAY, by)
    row = step.subject
    domain.check_new(is_known=GrantPayment.objects.filter(key=inputs.key).exists())
    instalment = Instalment.objects.get(grant=row, pk=inputs.instalment)
    signed_on = row.signed_on or row.today
    domain.check_payment(inputs.amount, instalment.outstanding, inputs.paid_on, signed_on, row.today)
    rule = flag_for(row.government_id, inputs.paid_on)
    incumbents.check_instrument(rule, inputs.instrument_number, inputs.instrument_on, row.today)
    payment: GrantPayment = GrantPayment.objects.create(
        grant=row,
        scopes=row.scopes,
        instalment=instalment,
        paid_on=inputs.paid_on,
        amount=inputs.amount,
        proof=store_file(upload=inputs.proof, purpose=PURPOSE, scopes=row.scopes, by=by),
        instrument_number=inputs.instrument_number.strip(),
        instrument_on=inputs.instrument_on,
        key=inputs.key,
        recorded_at=now(),
    )
    instalment.paid += inputs.amount
    instalment.save()
    row.paid += inputs.amount
    facts = {"payment": payment.pk, "instalment": instalment.code, "on": inputs.paid_on, "amount": inputs.amount}
    finish(step, GRANT_PAID, **facts, flagged=rule.code if rule else "")
    return payment


@action
def name_instrument(*, payment: GrantPayment, number: str, dated: date, by: Actor) -> None:
    """Name the letter of a payment that was found to be flagged after it was made.

    Raises:
        StepRefused: the letter is named already or its day cannot be, or the actor may not.
    """
    check_permission(domain.GRANT, by.permissions)
    row: GrantPayment = GrantPayment.objects.visible_to(by).select_for_update().get(pk=payment.pk)
    government = row.grant.government
    domain.check_own_side(by.institution_id, government.pk, government.name)
    domain.check_new(is_known=bool(row.instrument_number))
    incumbents.check_instrument(flag_for(government.pk, row.paid_on), number, dated, row.grant.today)
    row.instrument_number, row.instrument_on = number.strip(), dated
    row.save()
    record(GRANT_INSTRUMENT, subject=row.grant, by=by, data={"payment": row.pk, "number": number, "on": dated})


@action
def spend_grant(*, grant: Grant, inputs: SpendingInput, by: Actor) -> GrantSpending:
    """Record money spent on a line.

    Raises:
        StepRefused: it is more than is left of what was paid, its day cannot be, it is recorded already, or the step is
            not possible.
        FileRefused: the proof is no picture or PDF, empty, or too large.
        BudgetLine.DoesNotExist: the grant has no such line.
    """
    step = GRANTS.begin(grant, GrantVerb.SPEND, by)
    row = step.subject
    domain.check_new(is_known=GrantSpending.objects.filter(key=inputs.key).exists())
    line = BudgetLine.objects.get(grant=row, pk=inputs.line)
    domain.check_spending(inputs.amount, row.available, inputs.spent_on, _first_paid_on(row), row.today)
    proof = store_file(upload=inputs.proof, purpose=PURPOSE, scopes=row.scopes, by=by) if inputs.proof else None
    spending: GrantSpending = GrantSpending.objects.create(
        grant=row,
        scopes=row.scopes,
        line=line,
        spent_on=inputs.spent_on,
        amount=inputs.amount,
        note=inputs.note,
        proof=proof,
        key=inputs.key,
        recorded_at=now(),
    )
    _move(row, line, inputs.amount)
    facts = {"spending": spending.pk, "line": line.kind, "on": inputs.spent_on, "amount": inputs.amount}
    finish(step, GRANT_SPENT, **facts, words=inputs.note)
    return spending


@action
def correct_spending(*, spending: GrantSpending, words: str, by: Actor) -> GrantSpending:
    """Take an entry of spending back by another of the same sum below zero, with the reason; nothing is deleted.

    Raises:
        StepRefused: it is taken back already or takes something back itself, or the step is not possible.
    """
    step = GRANTS.begin(spending.grant, GrantVerb.SPEND, by)
    row = step.subject
    known = GrantSpending.objects.select_related("line").get(grant=row, pk=spending.pk)
    is_corrected = GrantSpending.objects.filter(corrects=known).exists()
    domain.check_correction(is_correction=known.corrects_id is not None, is_corrected=is_corrected)
    counter: GrantSpending = GrantSpending.objects.create(
        grant=row,
        scopes=row.scopes,
        line=known.line,
        spent_on=row.today,
        amount=-known.amount,
        note=words,
        corrects=known,
        key=uuid7(),
        recorded_at=now(),
    )
    _move(row, known.line, counter.amount)
    facts = {"spending": counter.pk, "corrects": known.pk, "line": known.line.kind, "amount": counter.amount}
    finish(step, GRANT_CORRECTED, **facts, words=words)
    return counter


@action
def note_proposal(*, grant: Grant, proposed_on: date, by: Actor) -> None:
    """Note the day of the proposal to confirm the elected candidate, from which the remainder's term runs.

    Raises:
        StepRefused: the day cannot be, no rule is known for it, or the step is not possible.
    """
    step = GRANTS.begin(grant, GrantVerb.PROPOSE, by)
    row = step.subject
    domain.check_proposal(proposed_on, row.election.polling_day, row.today)
    rule = instalments.rule_of_return(instalment_rules(), proposed_on)
    row.proposed_on, row.return_told = proposed_on, TermReminder.NONE
    row.return_due_on = instalments.end_of_return(rule, proposed_on)
    finish(step, GRANT_PROPOSED, on=proposed_on, due=row.return_due_on)


@action
def return_remainder(*, grant: Grant, inputs: GrantReturnInput, by: Actor) -> GrantReturn:
    """Record what of a grant went back, with its proof.

    Raises:
        StepRefused: it is more than is left, its day cannot be, it is recorded already, or the step is not possible.
        FileRefused: the proof is no picture or PDF, empty, or too large.
    """
    step = GRANTS.begin(grant, GrantVerb.RETURN, by)
    row = step.subject
    domain.check_new(is_known=GrantReturn.objects.filter(key=inputs.key).exists())
    domain.check_return(inputs.amount, row.available, inputs.returned_on, _first_paid_on(row), row.today)
    returned: GrantReturn = GrantReturn.objects.create(
        grant=row,
        scopes=row.scopes,
        returned_on=inputs.returned_on,
        amount=inputs.amount,
        proof=store_file(upload=inputs.proof, purpose=PURPOSE, scopes=row.scopes, by=by),
        key=inputs.key,
        recorded_at=now(),
    )
    row.returned += inputs.amount
    finish(step, GRANT_RETURNED, on=inputs.returned_on, amount=inputs.amount)
    return returned


def _first_paid_on(grant: Grant) -> date:
    return first_paid_on(grant) or grant.today


def _move(grant: Grant, line: BudgetLine, amount: int) -> None:
    line.spent += amount
    line.save()
    grant.spent += amount

"""Listing facilities, and lending them: asking, offering, agreeing, refusing, withdrawing."""

from typing import Any

from netral.apps.support import letters
from netral.apps.support.domain import facilities as domain
from netral.apps.support.domain.facilities import BORROW, LEND, LOAN_TABLE, LoanState, LoanVerb
from netral.apps.support.events import (
    FACILITY_LISTED,
    LOAN_AGREED,
    LOAN_ASKED,
    LOAN_OFFERED,
    LOAN_REFUSED,
    LOAN_WITHDRAWN,
)
from netral.apps.support.loan_inputs import FacilityInput, LoanInput, OfferInput
from netral.apps.support.models import Facility, Loan
from netral.apps.support.queries.facilities import loan_in_the_way, locked_facility, same_facility, same_loan
from netral.apps.support.queries.parties import Sides, sides_of
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.ui.formats import tanggal
from netral.foundation.workflow.steps import Workflow, finish


def _held(loan: Loan, verb: LoanVerb, by: Actor) -> None:
    mine = by.institution_id
    domain.check_party(verb, borrows=loan.borrower_id == mine, gives=loan.giver_id == mine)


LOANS = Workflow(Loan, LoanState, LOAN_TABLE, further=_held)


@action
def list_facility(*, inputs: FacilityInput, by: Actor) -> Facility:
    """List a facility that a government has to lend.

    Raises:
        StepRefused: the actor may not, or the government has listed it already.
    """
    check_permission(LEND, by.permissions)
    sides = _giving(by)
    # Two clicks at once wait for each other here, so that the second sees the first.
    Institution.objects.select_for_update(no_key=True).get(pk=sides.government.pk)
    domain.check_unlisted(same_facility(sides.government, inputs.ware, inputs.name, inputs.mark.strip(), inputs.place))
    facility: Facility = Facility.objects.create(
        scopes=sides.scopes,
        government=sides.government,
        ware=inputs.ware,
        name=inputs.name,
        mark=inputs.mark.strip(),
        place=inputs.place,
        listed_at=now(),
    )
    data = {"government": sides.government.path, "ware": inputs.ware, "mark": facility.mark, "name": inputs.name}
    record(FACILITY_LISTED, subject=facility, by=by, data=data)
    return facility


@action
def ask_loan(*, inputs: LoanInput, by: Actor) -> Loan:
    """Ask the government of one's region for a facility.

    Raises:
        StepRefused: the actor may not ask, the period cannot be, transport does not say what it carries, or the same is
            asked for already.
    """
    check_permission(BORROW, by.permissions)
    sides = sides_of(by)
    if sides.own != sides.supervisor:
        raise StepRefused(_("Hanya Bawaslu yang meminta pinjaman. Pemerintah daerah menawarkan fasilitasnya."))
    loan = _loan(sides, inputs)
    # The number makes a second click wait for the first, and is given back with the refusal.
    domain.check_unasked(same_loan(loan))
    loan.save()
    record(LOAN_ASKED, subject=loan, by=by, data={**_facts(loan), "purpose": loan.purpose})
    return loan


@action
def offer_unasked(*, inputs: LoanInput, offer: OfferInput, by: Actor) -> Loan:
    """Offer the supervisor of one's region a facility that it did not ask for.

    Raises:
        StepRefused: the actor may not offer, the same is offered already, or facility, period or load cannot be.
    """
    check_permission(LEND, by.permissions)
    loan = _loan(_giving(by), inputs)
    _offer(loan, offer)
    loan.state = LoanState.OFFERED
    domain.check_unasked(same_loan(loan))
    loan.save()
    record(LOAN_OFFERED, subject=loan, by=by, data={**_facts(loan), "words": offer.terms})
    return loan


@action
def offer_loan(*, loan: Loan, offer: OfferInput, by: Actor) -> Loan:
    """Offer a facility for what was asked for.

    Raises:
        StepRefused: the step is not possible, or the facility or the period cannot be.
    """
    step = LOANS.begin(loan, LoanVerb.OFFER, by)
    row = step.subject
    _offer(row, offer)
    finish(step, LOAN_OFFERED, **_facts(row), words=offer.terms)
    return row


@action
def agree_loan(*, loan: Loan, by: Actor) -> Loan:
    """Agree to an offer, and seal the agreement; without a seal key it stands unsealed.

    Raises:
        StepRefused: the step is not possible, or another loan has the facility on a day of this one.
    """
    step = LOANS.begin(loan, LoanVerb.AGREE, by)
    row = step.subject
    locked_facility(row)
    domain.check_period(row.starts_on, row.ends_on, row.today)
    other = loan_in_the_way(row)
    if other is not None:
        raise domain.overlap_refusal(tanggal(other.starts_on), tanggal(other.ends_on))
    row.agreed_on = row.today
    finish(step, LOAN_AGREED, facility=row.facility_id, first=row.starts_on, last=row.ends_on)
    letters.seal_agreement(row, by)
    return row


@action
def refuse_loan(*, loan: Loan, verb: LoanVerb, words: str, by: Actor) -> None:
    """Refuse what was asked for (REFUSE) or offered (DECLINE), with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _end(loan, verb, words, by, LOAN_REFUSED)


@action
def withdraw_loan(*, loan: Loan, verb: LoanVerb, words: str, by: Actor) -> None:
    """Take back what one asked for or agreed to (WITHDRAW), or offered (RETRACT), with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _end(loan, verb, words, by, LOAN_WITHDRAWN)


def _end(loan: Loan, verb: LoanVerb, words: str, by: Actor, kind: EventKind) -> None:
    step = LOANS.begin(loan, verb, by)
    domain.check_reason(words)
    step.subject.reason, step.subject.closed_at = words, now()
    finish(step, kind, words=words)


def _giving(by: Actor) -> Sides:
    sides = sides_of(by)
    if sides.own != sides.government:
        raise StepRefused(_("Hanya pemerintah daerah yang mendaftarkan dan menawarkan fasilitasnya."))
    return sides


def _loan(sides: Sides, inputs: LoanInput) -> Loan:
    day = today(zone_at(sides.supervisor))
    domain.check_period(inputs.starts_on, inputs.ends_on, day)
    domain.check_load(inputs.ware, inputs.load)
    sequence = next_in_year("facility_loan", sides.supervisor, day.year)
    return Loan(
        scopes=sides.scopes,
        number=domain.loan_number(sequence, str(sides.supervisor.region_id), day.year),
        borrower=sides.supervisor,
        giver=sides.government,
        ware=inputs.ware,
        starts_on=inputs.starts_on,
        ends_on=inputs.ends_on,
        place=inputs.place,
        purpose=inputs.purpose,
        load=inputs.load,
        asked_at=now(),
    )


def _offer(loan: Loan, offer: OfferInput) -> None:
    domain.check_period(offer.starts_on, offer.ends_on, loan.today)
    domain.check_ware(loan.ware, offer.facility.ware)
    if offer.facility.government_id != loan.giver_id:
        raise StepRefused(_("Fasilitas itu milik pemerintah daerah lain. Pilih dari daftar fasilitas Anda."))
    loan.facility = offer.facility
    loan.starts_on, loan.ends_on, loan.terms = offer.starts_on, offer.ends_on, offer.terms
    loan.offered_at = now()


def _facts(loan: Loan) -> dict[str, Any]:
    return {
        "number": loan.number,
        "ware": loan.ware,
        "borrower": loan.borrower.path,
        "giver": loan.giver.path,
        "facility": loan.facility_id,
        "first": loan.starts_on,
        "last": loan.ends_on,
    }

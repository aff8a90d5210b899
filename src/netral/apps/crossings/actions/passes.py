"""Each step of a pass after it was asked for: given, put on the waiting list, refused, taken back, revoked, moved."""

from netral.apps.crossings import pass_letters
from netral.apps.crossings.domain import passes as domain
from netral.apps.crossings.domain.departures import DepartureState
from netral.apps.crossings.domain.passes import ASK, LIVE, OWN, PassState, PassVerb, table_for
from netral.apps.crossings.events import PASS_QUEUED, PASS_REFUSED, PASS_REVOKED, PASS_WITHDRAWN
from netral.apps.crossings.models import FerryDeparture, PriorityPass
from netral.apps.crossings.pass_places import fill_from_queue, grant, move, publish_revocations, retire
from netral.apps.crossings.queries.places import left_on, lock_crossing, queue_place
from netral.apps.supervisors import api as supervisors
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action
from netral.foundation.workflow.steps import Step, Workflow, finish

PassStep = Step[PriorityPass, PassState, PassVerb]


def _held(row: PriorityPass, verb: PassVerb, by: Actor) -> None:
    if verb is not PassVerb.WITHDRAW and row.crossing.operator_id != by.institution_id:
        raise StepRefused(_("Penyeberangan ini dikelola pihak lain. Petugas di sana yang melakukan langkah ini."))


def _hers(row: PriorityPass, verb: PassVerb, by: Actor) -> None:
    if verb is PassVerb.WITHDRAW and not supervisors.own_postings(by).filter(pk=row.posting_id).exists():
        raise StepRefused(_("Pas ini bukan milik Anda. Pemiliknya atau kantornya yang menariknya."))


PASSES: Workflow[PriorityPass, PassState, PassVerb] = Workflow(PriorityPass, PassState, table_for(ASK), further=_held)
OWN_PASSES: Workflow[PriorityPass, PassState, PassVerb] = Workflow(
    PriorityPass, PassState, table_for(OWN), further=_hers
)


@action
def grant_pass(*, priority_pass: PriorityPass, by: Actor) -> PriorityPass:
    """Give somebody the pass she asked for, or waits for.

    Raises:
        StepRefused: no place is left, its instrument or her term does not hold that day, or the step is not possible.
    """
    with elevated("who else holds a place counts whoever decides"):
        step = _begun(PASSES, priority_pass, PassVerb.GRANT, by)
        row = step.subject
        if row.departure is not None:
            _check_sails(row.departure)
            domain.check_place(left_on(row.departure, row.instrument, row.vehicle_class))
        day = row.departure.day if row.departure else row.valid_from.astimezone(row.zone).date()
        domain.check_instrument_holds(row.instrument.holds(day), row.instrument.number)
        domain.check_in_office(row.posting.in_office(day))
        grant(row, by)
        return row


@action
def queue_pass(*, priority_pass: PriorityPass, by: Actor) -> PriorityPass:
    """Put somebody on the waiting list of a departure whose places are taken.

    Raises:
        StepRefused: a place is left, or the step is not possible.
    """
    with elevated("who else holds a place counts whoever decides"):
        step = _begun(PASSES, priority_pass, PassVerb.QUEUE, by)
        row = step.subject
        if row.departure is None:
            raise StepRefused(_("Pas tetap tidak memakai daftar tunggu. Berikan, atau tolak dengan alasan."))
        _check_sails(row.departure)
        domain.check_no_place(left_on(row.departure, row.instrument, row.vehicle_class))
        row.state = step.row.target
        row.save()
        place = queue_place(row)
        finish(step, PASS_QUEUED, place=place)
        pass_letters.tell_waiting(row, place, by)
        return row


@action
def refuse_pass(*, priority_pass: PriorityPass, words: str, by: Actor) -> None:
    """Refuse a request, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    with elevated("the holder is told whoever decides"):
        step = _begun(PASSES, priority_pass, PassVerb.REFUSE, by)
        domain.check_reason(words)
        step.subject.reason, step.subject.ended_at = words.strip(), now()
        finish(step, PASS_REFUSED, words=words.strip())
        pass_letters.tell_ended(step.subject, by)


@action
def withdraw_pass(*, priority_pass: PriorityPass, by: Actor) -> None:
    """Take one's own request or pass back; who waits first gets the place.

    Raises:
        StepRefused: it is not hers, or the step is not possible.
    """
    own = supervisors.own_postings(by).filter(pk=priority_pass.posting_id).exists()
    with elevated("a place that is free goes to who waits for it"):
        step = _begun(OWN_PASSES if own else PASSES, priority_pass, PassVerb.WITHDRAW, by)
        step.subject.ended_at = now()
        finish(step, PASS_WITHDRAWN)
        _freed(step, by)


@action
def revoke_pass(*, priority_pass: PriorityPass, words: str, by: Actor) -> None:
    """Revoke a pass that was given, with the reason; who waits first gets the place.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    with elevated("a place that is free goes to who waits for it"):
        step = _begun(PASSES, priority_pass, PassVerb.REVOKE, by)
        domain.check_reason(words)
        step.subject.reason, step.subject.ended_at = words.strip(), now()
        finish(step, PASS_REVOKED, words=words.strip())
        pass_letters.tell_ended(step.subject, by)
        _freed(step, by)


@action
def move_pass(*, priority_pass: PriorityPass, departure: FerryDeparture, words: str, by: Actor) -> PriorityPass:
    """Move a pass to another departure of its crossing with a place left; who waits first gets the place it leaves.

    Raises:
        StepRefused: there is no place, the departure is over, she has a pass on it, or the step is not possible.
    """
    with elevated("who else holds a place counts whoever decides"):
        step = _begun(PASSES, priority_pass, PassVerb.MOVE, by)
        row, before = step.subject, step.subject.departure
        target: FerryDeparture = FerryDeparture.objects.get(pk=departure.pk, crossing=row.crossing)
        domain.check_moves(row.kind, is_same=before == target)
        domain.check_reason(words)
        _check_sails(target)
        domain.check_in_office(row.posting.in_office(target.day))
        domain.check_instrument_holds(row.instrument.holds(target.day), row.instrument.number)
        other = PriorityPass.objects.filter(posting=row.posting, departure=target, state__in=LIVE).first()
        domain.check_single(other.number if other else "")
        domain.check_place(left_on(target, row.instrument, row.vehicle_class))
        move(row, target, PassState.GRANTED, by, words.strip())
        if before is not None:
            fill_from_queue(before, row)
        publish_revocations({row.instrument.government}, by)
        return row


def _begun(
    workflow: Workflow[PriorityPass, PassState, PassVerb], row: PriorityPass, verb: PassVerb, by: Actor
) -> PassStep:
    # The crossing first, as everybody does; the pass is read afresh behind it.
    lock_crossing(row.crossing_id)
    return workflow.begin(row, verb, by)


def _check_sails(departure: FerryDeparture) -> None:
    domain.check_boards_later(departure.departs_at, now())
    domain.check_sails(departure.state == DepartureState.PLANNED)


def _freed(step: PassStep, by: Actor) -> None:
    row = step.subject
    if step.row.origin != PassState.GRANTED:
        return
    retire(row)
    if row.departure is not None and row.departure.state == DepartureState.PLANNED:
        fill_from_queue(row.departure, row)
    publish_revocations({row.instrument.government}, by)

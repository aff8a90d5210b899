"""Closing a departure with what was counted, and cancelling one, whose passes move."""

from django.utils import translation
from django.utils.translation import gettext

from netral.apps.crossings.cancellations import passes_held, planned_moves
from netral.apps.crossings.domain import departures as domain
from netral.apps.crossings.domain.departures import DEPARTURE_TABLE, CancelCause, DepartureState, DepartureVerb
from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.events import DEPARTURE_CANCELLED, DEPARTURE_GONE
from netral.apps.crossings.labels import CAUSES
from netral.apps.crossings.models import FerryDeparture, PriorityPass
from netral.apps.crossings.pass_places import end, move, publish_revocations
from netral.apps.crossings.queries.places import lock_crossing, sailing_after
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action
from netral.foundation.ui.formats import waktu
from netral.foundation.workflow.steps import Step, Workflow, finish


def _held(departure: FerryDeparture, _verb: DepartureVerb, by: Actor) -> None:
    if departure.crossing.operator_id != by.institution_id:
        raise StepRefused(_("Penyeberangan ini dikelola pihak lain. Petugas di sana yang melakukan langkah ini."))


DEPARTURES: Workflow[FerryDeparture, DepartureState, DepartureVerb] = Workflow(
    FerryDeparture, DepartureState, DEPARTURE_TABLE, further=_held
)


@action
def close_departure(*, departure: FerryDeparture, turned_away: int, ordinary_waiting: int, by: Actor) -> FerryDeparture:
    """Close a departure with what was counted; requests for it that got no place end, and their holders are told.

    Raises:
        StepRefused: its time has not come, a count cannot be, or the step is not possible.
    """
    with elevated("who waited in vain is told whoever closes"):
        step = _begun(departure, DepartureVerb.CLOSE, by)
        row = step.subject
        domain.check_closing(row.departs_at, now())
        domain.check_refused_count(turned_away)
        domain.check_refused_count(ordinary_waiting)
        row.turned_away, row.ordinary_waiting, row.closed_at = turned_away, ordinary_waiting, now()
        in_vain = [each for each in passes_held(row) if each.state != PassState.GRANTED]
        facts = {"turned_away": turned_away, "ordinary_waiting": ordinary_waiting, "in_vain": len(in_vain)}
        finish(step, DEPARTURE_GONE, **facts)
        with translation.override("id"):
            words = gettext("Keberangkatan sudah lewat, dan tidak ada tempat prioritas yang menjadi kosong.")
        for each in in_vain:
            end(each, words, by)
        return row


@action
def cancel_departure(*, departure: FerryDeparture, cause: CancelCause, words: str, by: Actor) -> FerryDeparture:
    """Cancel a departure for a cause; its passes move to the next ones with a place, and every holder is told.

    Who finds no place waits for the next departure; where none is planned the pass ends.

    Raises:
        StepRefused: another cause is not explained, or the step is not possible.
    """
    with elevated("passes move whoever cancels"):
        step = _begun(departure, DepartureVerb.CANCEL, by)
        domain.check_words(cause, words)
        row = step.subject
        row.cause, row.words, row.cancelled_at = cause, words.strip(), now()
        rows = passes_held(row)
        counts = _moved(row, rows, _told(row), by)
        finish(step, DEPARTURE_CANCELLED, cause=cause, words=row.words, **counts)
        publish_revocations({each.instrument.government for each in rows}, by)
        return row


def _moved(departure: FerryDeparture, rows: list[PriorityPass], words: str, by: Actor) -> dict[str, int]:
    ahead = sailing_after(departure)
    targets, held = {each.pk: each for each in ahead}, {each.pk: each for each in rows}
    moves = planned_moves(departure, rows, ahead)
    for each in moves:
        if each.departure is None or each.state is None:
            end(held[each.ident], _without_next(words), by)
        else:
            move(held[each.ident], targets[each.departure], each.state, by, words)
    return {
        "moved": sum(each.state is PassState.GRANTED for each in moves),
        "waiting": sum(each.state in (PassState.WAITING, PassState.ASKED) for each in moves),
        "ended": sum(each.departure is None for each in moves),
    }


def _told(departure: FerryDeparture) -> str:
    """Return why a pass moved, for its holder, in Indonesian as all letters are."""
    with translation.override("id"):
        facts = {"when": waktu(departure.departs_at, departure.zone), "cause": str(CAUSES[departure.cause])}
        told = gettext("Keberangkatan %(when)s dibatalkan. Sebab: %(cause)s.") % facts
    return f"{told} {departure.words}".strip()


def _without_next(words: str) -> str:
    with translation.override("id"):
        none = gettext("Belum ada keberangkatan berikutnya yang dapat dipakai. Minta pas lagi setelah jadwalnya ada.")
    return f"{words} {none}"[:500]


def _begun(
    departure: FerryDeparture, verb: DepartureVerb, by: Actor
) -> Step[FerryDeparture, DepartureState, DepartureVerb]:
    lock_crossing(departure.crossing_id)
    return DEPARTURES.begin(departure, verb, by)

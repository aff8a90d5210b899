"""Passes that end with what they rest on: their instrument, or the term of their holder."""

from datetime import date, datetime, time, timedelta

from netral.apps.crossings import pass_letters
from netral.apps.crossings.domain.departures import DepartureState
from netral.apps.crossings.domain.passes import LIVE, PassState
from netral.apps.crossings.events import PASS_SHORTENED, PASSES_ENDED
from netral.apps.crossings.models import Instrument, PriorityPass
from netral.apps.crossings.pass_places import end, fill_from_queue, give_serial, publish_revocations, retire
from netral.apps.crossings.pass_signatures import sign
from netral.apps.crossings.queries.places import PASS_PARTS, lock_crossing
from netral.apps.supervisors import api as supervisors
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def end_passes_of(*, instrument: Instrument, words: str, by: Actor) -> int:
    """End every pass and request that rests on an instrument, and tell their holders why; return how many ended."""
    with elevated("a pass ends with its instrument, whoever ends that"):
        rows = _live(instrument=instrument)
        for row in rows:
            end(row, words, by)
        if rows:
            publish_revocations({instrument.government}, by)
        record(PASSES_ENDED, subject=instrument, by=by, data={"passes": len(rows), "words": words})
    return len(rows)


@action
def end_passes_after(*, posting: supervisors.Posting, last_day: date, words: str, by: Actor) -> int:
    """End what a supervisor holds for days after her last one; a standing pass ends with that day.

    Who waits first gets each place that is free. Returns how many passes changed.
    """
    with elevated("a pass ends with the term of its holder, whoever ends that"):
        rows = [row for row in _live(posting=posting) if row.valid_until.astimezone(row.zone).date() > last_day]
        changed = [row for row in rows if _changed(row, last_day, words, by)]
        for row in changed:
            if row.departure is not None and row.departure.state == DepartureState.PLANNED:
                fill_from_queue(row.departure, row)
        publish_revocations({row.instrument.government for row in changed}, by)
        record(PASSES_ENDED, subject=posting, by=by, data={"passes": len(changed), "words": words})
    return len(changed)


def _live(**which: Instrument | supervisors.Posting) -> list[PriorityPass]:
    """Lock the crossings of some passes in one order, and return those that still hold or want a place."""
    live = PriorityPass.objects.filter(**which, state__in=LIVE, valid_until__gte=now())
    for crossing in sorted({*live.order_by().values_list("crossing", flat=True)}):
        lock_crossing(crossing)
    return [*live.select_related(*PASS_PARTS).order_by("asked_at", "pk")]


def _changed(row: PriorityPass, last_day: date, words: str, by: Actor) -> bool:
    if row.departure is not None and row.departure.day <= last_day:
        return False
    until = datetime.combine(last_day + timedelta(days=1), time.min, row.zone) - timedelta(seconds=1)
    if row.departure is not None or until <= max(row.valid_from, now()):
        end(row, words, by)
    else:
        _shorten(row, until, by)
    return True


def _shorten(row: PriorityPass, until: datetime, by: Actor) -> None:
    retire(row)
    row.valid_until = until
    if row.text:
        give_serial(row)
        sign(row, by)
    row.save()
    record(PASS_SHORTENED, subject=row, by=by, data={"until": until})
    if row.state == PassState.GRANTED:
        pass_letters.tell_granted(row, by)

"""What happens to a pass's place inside an action: given, freed for the next who waits, given up, moved."""

from typing import Any

from netral.apps.crossings import pass_letters
from netral.apps.crossings.actions.revocations import issue_revocations
from netral.apps.crossings.domain.departures import BOARDING_AFTER, BOARDING_BEFORE
from netral.apps.crossings.domain.moves import served
from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.events import PASS_GRANTED, PASS_MOVED, PASS_REFUSED, PASS_REVOKED
from netral.apps.crossings.links import PASS_LINK
from netral.apps.crossings.models import FerryDeparture, PriorityPass, RevokedSerial
from netral.apps.crossings.pass_signatures import sign
from netral.apps.crossings.queries.places import booked, next_serial, quota_of, waiting_on
from netral.engines.passes.numbers import pass_number
from netral.foundation.accounts.links import digest_of
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import record


def new_link(row: PriorityPass) -> None:
    """Give a pass its personal link."""
    row.token_digest = digest_of(PASS_LINK.token_of(row.pk))


def give_serial(row: PriorityPass) -> None:
    """Give a pass a serial of its own, and the number of it that people read."""
    row.serial = next_serial()
    row.number = pass_number(row.serial)


def for_departure(row: PriorityPass, departure: FerryDeparture) -> None:
    """Let a pass be for a departure: it is good from some hours before to some hours after."""
    row.departure = departure
    row.valid_from = departure.departs_at - BOARDING_BEFORE
    row.valid_until = departure.departs_at + BOARDING_AFTER


def grant(row: PriorityPass, by: Actor, **facts: Any) -> None:
    """Give a pass its place, signed, and tell its holder."""
    origin, row.state, row.granted_at = row.state, PassState.GRANTED, now()
    sign(row, by)
    row.save()
    record(PASS_GRANTED, subject=row, by=by, data={"from": origin, "to": row.state, "number": row.number, **facts})
    pass_letters.tell_granted(row, by)


def fill_from_queue(departure: FerryDeparture, row: PriorityPass) -> None:
    """Give the places that are free in a pass's quota to those who wait for them, who are told; nobody decides it."""
    if departure.departs_at <= now():
        return
    waiting = [*waiting_on(departure, row.instrument, row.vehicle_class)]
    quota = quota_of(row.instrument, departure.crossing, row.vehicle_class)
    entitled = [each for each in waiting if is_entitled(each, departure)]
    for each in served(entitled, quota, booked(departure, row.instrument, row.vehicle_class)):
        grant(each, SYSTEM, waited=True)


def is_entitled(row: PriorityPass, departure: FerryDeparture) -> bool:
    """Say whether a pass may be given for a departure: its instrument holds that day, and its holder is in office."""
    return row.instrument.holds(departure.day) and row.posting.in_office(departure.day)


def retire(row: PriorityPass) -> None:
    """Put the serial of a signed pass among the revoked ones, so that nobody boards with it."""
    if row.text:
        RevokedSerial.objects.create(
            scopes=row.scopes,
            government=row.instrument.government,
            priority_pass=row,
            serial=row.serial,
            revoked_at=now(),
            valid_until=row.valid_until,
        )


def move(row: PriorityPass, departure: FerryDeparture, state: PassState, by: Actor, words: str) -> None:
    """Move a pass to another departure as granted, waiting or asked for; what was signed before boards no more.

    It gets a new serial, because a phone without network cannot know which of two texts of one serial is the newer.
    """
    origin, before = row.state, row.departure
    retire(row)
    if row.text:
        give_serial(row)
    for_departure(row, departure)
    row.moved_from, row.state, row.text, row.granted_at, row.reason = before, state, "", None, words
    if state is PassState.GRANTED:
        row.granted_at = now()
        sign(row, by)
    row.save()
    facts = {"from": origin, "to": state, "departure": departure.pk, "before": before and before.pk, "words": words}
    record(PASS_MOVED, subject=row, by=by, data=facts)
    pass_letters.tell_moved(row, by)


def end(row: PriorityPass, words: str, by: Actor) -> None:
    """End a pass, or a request for one, with the reason, and tell its holder."""
    origin = row.state
    retire(row)
    row.state = PassState.REVOKED if origin == PassState.GRANTED else PassState.REFUSED
    row.reason, row.ended_at = words, now()
    row.save()
    kind = PASS_REVOKED if row.state == PassState.REVOKED else PASS_REFUSED
    record(kind, subject=row, by=by, data={"from": origin, "to": row.state, "words": words})
    pass_letters.tell_ended(row, by)


def publish_revocations(governments: set[Institution], by: Actor) -> None:
    """Issue the lists of some governments anew, so that phones learn at their next contact what boards no more."""
    for government in sorted(governments, key=lambda each: each.path):
        issue_revocations(government=government, by=by)

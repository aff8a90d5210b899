"""Asking for a pass: for oneself, or an office for somebody it posted."""

from datetime import date, datetime, time, timedelta

from netral.apps.crossings import pass_letters
from netral.apps.crossings.domain import passes as domain
from netral.apps.crossings.domain.departures import DepartureState, check_class
from netral.apps.crossings.domain.network import WITH_PLATE
from netral.apps.crossings.domain.passes import ASK, LIVE, OWN, PassKind, PassState
from netral.apps.crossings.events import PASS_ASKED, PASS_QUEUED
from netral.apps.crossings.models import Crossing, FerryDeparture, Instrument, PriorityPass
from netral.apps.crossings.pass_inputs import PassWish
from netral.apps.crossings.pass_places import for_departure, give_serial, grant, new_link
from netral.apps.crossings.queries.parties import parties_of
from netral.apps.crossings.queries.places import instruments_holding, left_on, lock_crossing, queue_place, quota_of
from netral.apps.supervisors import api as supervisors
from netral.engines.steps.table import check_permission
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.domain import codes_above


@action
def ask_pass(*, posting: supervisors.Posting, wish: PassWish, by: Actor) -> PriorityPass:
    """Ask for a pass; given at once where the instrument says so and a place is left, else it waits.

    Raises:
        Posting.DoesNotExist: the actor may not see the posting.
        StepRefused: the actor may not ask, the wish cannot be, no instrument grants it, or she has the same already.
    """
    own = supervisors.own_postings(by).filter(pk=posting.pk).exists()
    check_permission(OWN if own else ASK, by.permissions)
    seen = supervisors.posting_for(by, posting.pk)
    with elevated("what an instrument offers, and what is taken of it, counts whoever asks"):
        crossing = lock_crossing(wish.crossing.pk)
        row = _row(seen, crossing, wish)
        row.save(force_insert=True)
        facts = {"number": row.number, "posting": seen.pk, "crossing": crossing.code, "departure": row.departure_id}
        record(PASS_ASKED, subject=row, by=by, data={**facts, "purpose": row.purpose})
        if row.instrument.by_rule:
            _decide_by_rule(row, by)
    return row


def _row(posting: supervisors.Posting, crossing: Crossing, wish: PassWish) -> PriorityPass:
    domain.check_purpose(wish.purpose)
    domain.check_companions(len(wish.companions))
    plate = domain.read_plate(wish.plate)
    check_class(wish.vehicle, plate, with_plate=wish.vehicle in WITH_PLATE)
    departure = _departure(crossing, wish)
    day = departure.day if departure else max(today(crossing.zone), posting.starts_on)
    domain.check_in_office(posting.in_office(day))
    instrument = _instrument(posting, crossing, wish, departure, day)
    domain.check_single(_same(posting, crossing, instrument, departure))
    row = PriorityPass(
        id=uuid7(),
        scopes=sorted({*posting.scopes, crossing.operator.path}),
        instrument=instrument,
        posting=posting,
        holder=posting.supervisor.name,
        post=posting.post,
        kind=PassKind.TRIP if departure else PassKind.STANDING,
        crossing=crossing,
        vehicle_class=wish.vehicle,
        plate=plate,
        companions=[*wish.companions],
        purpose=wish.purpose.strip(),
        asked_at=now(),
    )
    new_link(row)
    give_serial(row)
    if departure:
        for_departure(row, departure)
    else:
        _while_in_force(row, day)
    return row


def _departure(crossing: Crossing, wish: PassWish) -> FerryDeparture | None:
    if wish.departure is None:
        return None
    departure: FerryDeparture = FerryDeparture.objects.get(pk=wish.departure.pk, crossing=crossing)
    domain.check_boards_later(departure.departs_at, now())
    domain.check_sails(departure.state == DepartureState.PLANNED)
    return departure


def _instrument(
    posting: supervisors.Posting, crossing: Crossing, wish: PassWish, departure: FerryDeparture | None, day: date
) -> Instrument:
    """Return the instrument a wish rests on; of several the first with a place left, else the oldest."""
    government = parties_of(codes_above(posting.region_id)[1]).government
    holding = [*instruments_holding(government, day)]
    domain.check_some_instrument(bool(holding))
    domain.check_role(posting.post, [role for each in holding for role in each.roles])
    named = [each for each in holding if posting.post in each.roles]
    if departure is None:
        domain.check_standing(any(each.standing for each in named))
        named = [each for each in named if each.standing]
    offered = [each for each in named if quota_of(each, crossing, wish.vehicle)]
    domain.check_offered(len(offered))
    if departure is None:
        return offered[0]
    return next((each for each in offered if left_on(departure, each, wish.vehicle)), offered[0])


def _same(
    posting: supervisors.Posting, crossing: Crossing, instrument: Instrument, departure: FerryDeparture | None
) -> str:
    rows = PriorityPass.objects.filter(posting=posting, crossing=crossing, state__in=LIVE)
    wanted = {"departure": departure} if departure else {"kind": PassKind.STANDING, "instrument": instrument}
    found = rows.filter(**wanted).first()
    return found.number if found else ""


def _while_in_force(row: PriorityPass, first: date) -> None:
    """Let a standing pass be good while its instrument and its holder's term both last."""
    zone = row.crossing.zone
    last = domain.validity_days(row.posting.last_day, row.instrument.valid_until)
    row.valid_from = datetime.combine(first, time.min, zone)
    row.valid_until = datetime.combine(last + timedelta(days=1), time.min, zone) - timedelta(seconds=1)


def _decide_by_rule(row: PriorityPass, by: Actor) -> None:
    if row.departure is None or left_on(row.departure, row.instrument, row.vehicle_class):
        grant(row, by, by_rule=True)
        return
    origin, row.state = row.state, PassState.WAITING
    row.save()
    place = queue_place(row)
    record(PASS_QUEUED, subject=row, by=by, data={"from": origin, "to": row.state, "place": place})
    pass_letters.tell_waiting(row, place, by)

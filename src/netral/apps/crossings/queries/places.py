"""Reads of the priority places: the quota of each departure, how many are taken, who waits for one."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from netral.apps.crossings.domain.departures import DepartureState, places_left
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.models import Crossing, FerryDeparture, Instrument, InstrumentQuota, PriorityPass
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.write_guard import require_action

# What a pass and a departure are told with.
PASS_PARTS = (
    "instrument__government__region",
    "crossing__origin",
    "crossing__destination",
    "crossing__operator__region",
    "departure",
    "moved_from",
)
DEPARTURE_PARTS = ("crossing__origin", "crossing__destination", "crossing__operator__region", "vessel")


def lock_crossing(ident: UUID) -> Crossing:
    """Lock a crossing until the transaction ends, so that whoever books, moves or frees places on it does so by turns.

    It is the crossing and not the departure, because a pass moves between departures of one crossing: two locks that
    two people take in a different order would wait for each other.
    """
    rows = Crossing.objects.select_related("origin", "destination", "operator__region")
    # Not FOR UPDATE: rows that only name the crossing may still be written meanwhile.
    found: Crossing = rows.select_for_update(of=("self",), no_key=True).get(pk=ident)
    return found


def next_serial() -> int:
    """Return a serial that no pass ever had; one that is rolled back stays unused."""
    require_action(PriorityPass)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('crossings_pass_serial')")
        (serial,) = cursor.fetchone()
    return int(serial)


def quota_of(instrument: Instrument, crossing: Crossing, vehicle: str) -> int:
    """Return how many priority places each departure of a crossing has for a class; 0 where it has none."""
    row = InstrumentQuota.objects.filter(instrument=instrument, crossing=crossing, vehicle_class=vehicle).first()
    return row.places if row else 0


def booked(departure: FerryDeparture, instrument: Instrument, vehicle: str) -> int:
    """Return how many priority places of a departure are taken."""
    return of_group(departure, instrument, vehicle).filter(state=PassState.GRANTED).count()


def left_on(departure: FerryDeparture, instrument: Instrument, vehicle: str) -> int:
    """Return how many priority places of a departure are left for a class."""
    return places_left(quota_of(instrument, departure.crossing, vehicle), booked(departure, instrument, vehicle))


def waiting_on(departure: FerryDeparture, instrument: Instrument, vehicle: str) -> QuerySet[PriorityPass]:
    """Return the waiting list of a departure for a class, the first first."""
    rows = of_group(departure, instrument, vehicle).filter(state=PassState.WAITING)
    return rows.select_related(*PASS_PARTS).order_by("asked_at", "pk")


def queue_place(row: PriorityPass) -> int:
    """Return the place of a waiting pass in its list, from 1."""
    if row.departure is None:
        return 0
    waiting = waiting_on(row.departure, row.instrument, row.vehicle_class).values_list("pk", flat=True)
    return [*waiting].index(row.pk) + 1


def of_group(departure: FerryDeparture, instrument: Instrument, vehicle: str) -> QuerySet[PriorityPass]:
    """Return the passes that count in one quota of a departure."""
    rows: QuerySet[PriorityPass] = PriorityPass.objects.filter(
        departure=departure, instrument=instrument, vehicle_class=vehicle
    )
    return rows


def booked_by_group(departures: Iterable[FerryDeparture]) -> Mapping[tuple[UUID, tuple[UUID, str]], int]:
    """Return how many places of some departures are taken, by departure, instrument and class."""
    rows = PriorityPass.objects.filter(departure__in=[*departures], state=PassState.GRANTED)
    counted = rows.order_by().values_list("departure", "instrument", "vehicle_class").annotate(taken=Count("pk"))
    return {(departure, (instrument, vehicle)): taken for departure, instrument, vehicle, taken in counted}


def sailing_after(departure: FerryDeparture) -> list[FerryDeparture]:
    """Return the departures of its crossing that are planned after one and still to come, the earliest first."""
    rows = FerryDeparture.objects.filter(
        crossing=departure.crossing,
        state=DepartureState.PLANNED,
        departs_at__gt=max(departure.departs_at, now()),
    )
    return [*rows.select_related(*DEPARTURE_PARTS).order_by("departs_at")]


def instruments_holding(government: Institution, day: date) -> QuerySet[Instrument]:
    """Return the instruments of a government that grant priority on a day, the oldest first."""
    rows: QuerySet[Instrument] = Instrument.objects.filter(
        government=government, state=InstrumentState.IN_FORCE, valid_from__lte=day, valid_until__gte=day
    )
    return rows.select_related("government__region").order_by("issued_on", "number")

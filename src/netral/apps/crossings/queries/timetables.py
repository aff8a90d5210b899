"""Reads of timetables, and of what they make: departures that are missing, and those no timetable wants any more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from netral.apps.crossings.domain.departures import DepartureState
from netral.apps.crossings.domain.schedules import HORIZON_DAYS, Sailing, TimetableRule, sailings
from netral.apps.crossings.models import Crossing, FerryDeparture, PriorityPass, Scan, Timetable
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today


def timetables_of(actor: Actor) -> QuerySet[Timetable]:
    """Return the timetables an actor may see."""
    rows: QuerySet[Timetable] = Timetable.objects.visible_to(actor)
    return rows.select_related("crossing__origin", "crossing__destination", "vessel")


def timetable_for(actor: Actor, ident: UUID) -> Timetable:
    """Return one timetable an actor may see.

    Raises:
        Timetable.DoesNotExist: there is none with this identifier in her scope.
    """
    return timetables_of(actor).get(pk=ident)


def sailings_of(operator: Institution, zone: ZoneInfo) -> list[Sailing]:
    """Return the departures to come that the timetables of an operator make within the horizon."""
    rows = Timetable.objects.filter(crossing__operator=operator).select_related("crossing")
    rules = [_rule(row) for row in rows.prefetch_related("exceptions")]
    first = today(zone)
    found = sailings(rules, first, first + timedelta(HORIZON_DAYS - 1), zone)
    moment = now()
    return [each for each in found if each.departs_at > moment]


def unwanted(operator: Institution, wanted: Sequence[Sailing]) -> tuple[list[FerryDeparture], list[FerryDeparture]]:
    """Return planned departures to come that no timetable makes any more: those nobody used, and the others."""
    kept = {(each.timetable, each.departs_at) for each in wanted}
    rows = FerryDeparture.objects.filter(
        crossing__operator=operator,
        state=DepartureState.PLANNED,
        departs_at__gt=now(),
        timetable__isnull=False,
    )
    gone = [row for row in rows if (row.timetable_id, row.departs_at) not in kept]
    held = set(PriorityPass.objects.filter(departure__in=gone).values_list("departure", flat=True))
    held |= set(Scan.objects.filter(departure__in=gone).values_list("departure", flat=True))
    return [row for row in gone if row.pk not in held], [row for row in gone if row.pk in held]


def is_sailing(crossing: Crossing, departs_at: datetime) -> bool:
    """Say whether a crossing departs at a moment already."""
    return bool(FerryDeparture.objects.filter(crossing=crossing, departs_at=departs_at).exists())


def _rule(row: Timetable) -> TimetableRule:
    left_out = frozenset(each.day for each in row.exceptions.all())
    closed = row.crossing.closed_on
    last = min(row.valid_until, closed - timedelta(1)) if closed else row.valid_until
    return TimetableRule(row.pk, frozenset(row.weekdays), row.departs, row.valid_from, last, left_out)


def operators_with_timetables() -> QuerySet[Institution]:
    """Return the operators that have a timetable."""
    return Institution.objects.filter(pk__in=Timetable.objects.values("crossing__operator")).order_by("path")

"""Reads of the network: what an actor sees, what is listed already, and how many places a crossing has."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.models import Crossing, Port, Timetable, Vessel, VesselPlaces
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor

_SHOWN = ("origin", "destination", "operator__region")


def ports_of(actor: Actor) -> QuerySet[Port]:
    """Return the ports an actor may see."""
    rows: QuerySet[Port] = Port.objects.visible_to(actor)
    return rows.select_related("region", "operator")


def crossings_of(actor: Actor) -> QuerySet[Crossing]:
    """Return the crossings an actor may see."""
    rows: QuerySet[Crossing] = Crossing.objects.visible_to(actor)
    return rows.select_related(*_SHOWN)


def crossing_for(actor: Actor, ident: UUID) -> Crossing:
    """Return one crossing an actor may see.

    Raises:
        Crossing.DoesNotExist: there is none with this identifier in her scope.
    """
    return crossings_of(actor).get(pk=ident)


def vessels_of(actor: Actor) -> QuerySet[Vessel]:
    """Return the vessels an actor may see, with their places."""
    rows: QuerySet[Vessel] = Vessel.objects.visible_to(actor)
    return rows.select_related("operator").prefetch_related("places")


def ports_at(operator: Institution) -> QuerySet[Port]:
    """Return the ports of an operator."""
    rows: QuerySet[Port] = Port.objects.filter(operator=operator)
    return rows


def crossings_at(operator: Institution) -> QuerySet[Crossing]:
    """Return the crossings that an operator runs now."""
    rows: QuerySet[Crossing] = Crossing.objects.filter(operator=operator, closed_on=None)
    return rows.select_related(*_SHOWN)


def vessels_at(operator: Institution) -> QuerySet[Vessel]:
    """Return the vessels of an operator."""
    rows: QuerySet[Vessel] = Vessel.objects.filter(operator=operator)
    return rows


def same_port(operator: Institution, name: str) -> str:
    """Return the name under which an operator lists a port already; empty for none."""
    return _named(Port.objects.filter(operator=operator, name__iexact=name))


def same_vessel(operator: Institution, name: str) -> str:
    """Return the name under which an operator lists a vessel already; empty for none."""
    return _named(Vessel.objects.filter(operator=operator, name__iexact=name))


def same_crossing(operator: Institution, codes: Iterable[str], origin: Port, destination: Port) -> str:
    """Return what is listed already under one of some codes anywhere, or between two ports of an operator."""
    taken = Crossing.objects.filter(code__in=[*codes])
    between = Crossing.objects.filter(operator=operator, origin=origin, destination=destination)
    found = (taken | between).select_related("origin", "destination").first()
    return f"{found.code} {found}" if found else ""


def largest_places(crossing: Crossing, vehicle: VehicleClass) -> int:
    """Return the most places any vessel in the timetables of a crossing has for a class."""
    vessels = Timetable.objects.filter(crossing=crossing).values("vessel")
    rows = VesselPlaces.objects.filter(vessel__in=vessels, vehicle_class=vehicle)
    return int(rows.aggregate(most=Max("places"))["most"] or 0)


def _named(rows: QuerySet[Any]) -> str:
    found = rows.first()
    return str(found) if found else ""

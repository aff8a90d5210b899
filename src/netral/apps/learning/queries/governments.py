"""Whose outreach an actor sees: her own government's, or those in the region she supervises."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.queries import reader_path, supervisor_of, units_of, zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.regions.models import Tier
from netral.foundation.registry.queries import government_of_actor

_SUPERVISORS = (Kind.BAWASLU, Kind.BAWASLU_PROVINCE, Kind.BAWASLU_REGENCY)


def governments_of(actor: Actor) -> list[Institution]:
    """Return the governments whose sessions, rounds and coverage an actor may see, by region."""
    if own := government_of_actor(actor):
        return [own]
    wanted = Q(pk__in=[])
    for supervisor in Institution.objects.filter(path__in=actor.paths, kind__in=_SUPERVISORS):
        code = supervisor.region_id
        # Bawaslu RI has no region: it supervises every government.
        inside = Q(region_id=code) | Q(region__code__startswith=f"{code}.")
        wanted |= inside if code else Q(region__isnull=False)
    found = Institution.objects.filter(wanted, kind=Kind.GOVERNMENT)
    return list(found.select_related("region").order_by("region_id", "path"))


def government_of_id(actor: Actor, ident: UUID) -> Institution | None:
    """Return one of an actor's governments."""
    return next((each for each in governments_of(actor) if each.pk == ident), None)


def sees_people_of(actor: Actor, government: Institution) -> bool:
    """Say whether an actor may see the people of a government, and not only their numbers."""
    own = government_of_actor(actor)
    return own is not None and own.pk == government.pk


def scopes_of(government: Institution) -> list[str]:
    """Return who sees a government's outreach: the government itself, and its supervisor."""
    supervisor = supervisor_of(government.region_id or "", Tier.REGENCY)
    return [government.path, reader_path(supervisor)]


def units_by_name(government: Institution) -> list[Institution]:
    """Return the units of a government, by name."""
    return sorted(units_of(government), key=lambda unit: unit.name.casefold())


def today_in(government: Institution) -> date:
    """Return the day it is at a government's."""
    return today(zone_at(government))

"""Reads of the institutions: by code, by region and duty, and whose rows each may see."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from netral.foundation.institutions.fields import LtreeField
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import Under
from netral.foundation.ledger.clock import now
from netral.foundation.regions.domain import codes_above
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import zone_of

# `path__under=path`: the institution of that path and all below it.
LtreeField.register_lookup(Under)

# They act for the whole government, so they see what its units see.
_FOR_THE_GOVERNMENT = {Kind.PPK, Kind.BKPSDM, Kind.INSPECTORATE}
# Where civil servants work; the PPK is an office, not a workplace.
_WORKPLACES = (Kind.UNIT, Kind.BKPSDM, Kind.INSPECTORATE)

# Supervisors from the top down, and how far down each tier goes; an island is its regency's.
_SUPERVISORS = (
    Kind.BAWASLU,
    Kind.BAWASLU_PROVINCE,
    Kind.BAWASLU_REGENCY,
    Kind.PANEL,
    Kind.VILLAGE_SUPERVISOR,
)
_DEPTH = {Tier.PROVINCE: 2, Tier.REGENCY: 3, Tier.ISLAND: 3, Tier.DISTRICT: 4, Tier.VILLAGE: 5}


def institution(code: str) -> Institution:
    """Return the institution with a code.

    Raises:
        Institution.DoesNotExist: no institution has it.
    """
    return Institution.objects.get(code=code)


def reader_path(institution: Institution) -> str:
    """Return the path whose rows an account of the institution may see.

    The appointing official, the personnel office and the inspectorate see the whole of their government.
    """
    if institution.kind in _FOR_THE_GOVERNMENT:
        return institution.path.rpartition(".")[0]
    return institution.path


def supervisor_of(region_code: str, tier: Tier) -> Institution:
    """Return the Bawaslu institution that answers for a region at a tier, or the nearest one above it.

    Raises:
        Institution.DoesNotExist: not even Bawaslu RI is known.
    """
    paths = ["bawaslu", *(f"bawaslu.{code}" for code in [*codes_above(region_code), region_code])]
    return _deepest(Institution.objects.filter(path__in=paths, kind__in=_SUPERVISORS[: _DEPTH[tier]]))


def government_of(region_code: str) -> Institution:
    """Return the regional government a region belongs to; where a regency has none of its own, the province's.

    Raises:
        Institution.DoesNotExist: no government is known there.
    """
    return _deepest(Institution.objects.filter(path__in=_government_paths(region_code), kind=Kind.GOVERNMENT))


def ppk_of(region_code: str, on: date | None = None) -> Institution:
    """Return the appointing official of a region's government on a day (today when left out).

    Raises:
        Institution.DoesNotExist: there was none on that day.
    """
    paths = [f"{path}.ppk" for path in _government_paths(region_code)]
    return _deepest(_valid(Institution.objects.filter(path__in=paths, kind=Kind.PPK), on))


def receiver(kind: Kind, on: date | None = None, *, region_code: str | None = None) -> Institution:
    """Return the institution of a kind that exists on a day (today when left out), such as KASN until 24 August 2024.

    Raises:
        Institution.DoesNotExist: there is none on that day.
    """
    candidates = _valid(Institution.objects.filter(kind=kind), on)
    if region_code is None:
        return _deepest(candidates.filter(region=None))
    return _deepest(candidates.filter(region_id__in=[*codes_above(region_code), region_code]))


def units_of(government: Institution, on: date | None = None) -> QuerySet[Institution]:
    """Return the workplaces of a government on a day, offices inside an office after it."""
    below = Institution.objects.filter(path__under=government.path, kind__in=_WORKPLACES)
    return _valid(below, on).order_by("path")


def in_region(region_code: str) -> QuerySet[Institution]:
    """Return the institutions of a region and of the regions inside it."""
    inside = Q(region_id=region_code) | Q(region__code__startswith=f"{region_code}.")
    return Institution.objects.filter(inside).order_by("path")


def zone_at(institution: Institution) -> ZoneInfo:
    """Return the time zone an institution lives in, that of its region or of the capital."""
    return zone_of(institution.region_id) if institution.region_id else ZoneInfo(settings.TIME_ZONE)


def _government_paths(region_code: str) -> Iterable[str]:
    """Return the paths of the governments of a region's regency and of its province."""
    codes = [*codes_above(region_code), region_code]
    return [f"pemda.{codes[0]}.00", *(f"pemda.{code}" for code in codes[1:2])]


def _valid(institutions: QuerySet[Institution], on: date | None) -> QuerySet[Institution]:
    day = on or now().date()
    return institutions.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


def _deepest(institutions: QuerySet[Institution]) -> Institution:
    """Return the institution whose region lies deepest in the territory.

    Raises:
        Institution.DoesNotExist: there is none.
    """
    found = max(institutions, key=lambda institution: len(institution.region_id or ""), default=None)
    if found is None:
        raise Institution.DoesNotExist("no such institution is known there on that day")
    return found

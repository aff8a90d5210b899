"""Reads of the open vacancies, which everyone may see: by area, until when, and what an applicant must meet."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce, Left
from django.urls import reverse

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Vacancy
from netral.apps.supervisors.parameters import requirements
from netral.apps.supervisors.queries.recruitment import country_day
from netral.engines.rules.dated import Provenance, holds
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import full_names, search

# How long the code of an area is whose parts a page lists.
_BELOW = {"": 2, Tier.PROVINCE: 5, Tier.REGENCY: 8}
_DISTRICT = 8
MOST_FOUND = 20


class AreaOpenings(NamedTuple):
    """How many seats an area has to fill."""

    code: str
    name: str
    seats: int


class ShownRequirement(NamedTuple):
    """What an applicant must meet, with its article."""

    title: str
    provenance: Provenance


def vacancies_open(on: date | None = None) -> QuerySet[Vacancy]:
    """Return the vacancies for which one may apply on a day, that of the capital when left out; each with `until`."""
    day = on or country_day()
    rows: QuerySet[Vacancy] = Vacancy.objects.annotate(
        until=Coalesce("extended_until", "recruitment__closes_on")
    ).filter(recruitment__state=RecruitmentState.OPEN, recruitment__opens_on__lte=day, until__gte=day)
    return rows.select_related("recruitment__election", "region", "polling_station__village")


def apply_address(vacancy: UUID) -> str:
    """Return where one applies for a vacancy."""
    return reverse("application_start", args=[vacancy])


def openings_below(area: Region | None) -> list[AreaOpenings]:
    """Return the parts of an area, or the provinces, that have seats to fill."""
    length = _BELOW[area.tier if area else ""]
    rows = vacancies_open()
    if area:
        rows = rows.filter(region__code__startswith=f"{area.code}.")
    return _summed(rows, length)


def openings_found(text: str) -> list[AreaOpenings]:
    """Return the districts with seats to fill in what somebody typed: a village, a district, or a regency."""
    found = search(text, limit=MOST_FOUND)
    places = [region.code for region in found if region.tier not in (Tier.PROVINCE, Tier.ISLAND)]
    districts = {code[:_DISTRICT] for code in places if len(code) >= _DISTRICT}
    regencies = [code for code in places if len(code) < _DISTRICT]
    rows = [row for row in _summed(vacancies_open(), _DISTRICT) if _is_in(row.code, districts, regencies)]
    names = full_names(row.code for row in rows)
    return [row._replace(name=names[row.code]) for row in rows]


def requirements_on(post: Post, on: date) -> list[ShownRequirement]:
    """Return what an applicant for a post must meet on a day."""
    return [
        ShownRequirement(row.title, row.provenance) for row in requirements() if post in row.posts and holds(row, on)
    ]


def _is_in(code: str, districts: set[str], regencies: list[str]) -> bool:
    return code in districts or any(code.startswith(f"{regency}.") for regency in regencies)


def _summed(rows: QuerySet[Vacancy], length: int) -> list[AreaOpenings]:
    grouped = rows.order_by().annotate(area=Left("region", length)).values("area").annotate(free=Sum("seats"))
    seats = dict(grouped.values_list("area", "free"))
    names = Region.objects.filter(code__in=seats).order_by("code").values_list("code", "name")
    return [AreaOpenings(code, name, seats[code]) for code, name in names]

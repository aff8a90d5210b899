"""Where observations were made: by district, or by village for who looks after one district."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, QuerySet
from django.db.models.functions import Left

from netral.apps.fieldwork.models import Observation
from netral.apps.fieldwork.queries.statistics import MOST_DISTRICTS
from netral.foundation.regions.models import Region, Tier

_DISTRICT_CODE = len("14.03.02")
_MOST_ISLANDS = 300
# In degrees: what lies a little beyond the outermost points still helps to know the place again.
_AROUND = 0.1


@dataclass(frozen=True)
class CountedPlace:
    """How many observations a place has, how many of them with a point, and the middle of these points."""

    code: str
    district: str
    label: str
    observations: int
    placed: int
    latitude: float | None
    longitude: float | None


def counts_by_place(observations: QuerySet[Observation]) -> list[CountedPlace]:
    """Return the districts that observations came from, the most first; the villages where all lie in one district."""
    by_district = _counted(observations, _DISTRICT_CODE)
    if len(by_district) != 1:
        return by_district
    return _counted(observations, len("14.03.02.2001"))


def islands_between(places: Sequence[CountedPlace]) -> list[tuple[float, float]]:
    """Return points of islands around the points of places: of the territory, only islands have coordinates."""
    points = [(each.latitude, each.longitude) for each in places if each.latitude is not None]
    if not points:
        return []
    north, east = ([point[axis] or 0.0 for point in points] for axis in (0, 1))
    rows = Region.objects.filter(
        tier=Tier.ISLAND,
        latitude__range=_around(north),
        longitude__range=_around(east),
    ).order_by("code")
    found = rows.values_list("latitude", "longitude")[:_MOST_ISLANDS]
    return [(float(north), float(east)) for north, east in found if north is not None and east is not None]


def _around(values: list[float]) -> tuple[Decimal, Decimal]:
    return Decimal(f"{min(values) - _AROUND:.6f}"), Decimal(f"{max(values) + _AROUND:.6f}")


def _counted(observations: QuerySet[Observation], length: int) -> list[CountedPlace]:
    rows = observations.order_by().values(code=Left("region_id", length))
    found = rows.annotate(
        number=Count("pk"), placed=Count("latitude"), north=Avg("latitude"), east=Avg("longitude")
    ).order_by("-number", "code")[:MOST_DISTRICTS]
    counted = [*found]
    names = dict(Region.objects.filter(code__in=[row["code"] for row in counted]).values_list("code", "name"))
    return [
        CountedPlace(
            code=row["code"],
            district=row["code"][:_DISTRICT_CODE],
            label=names.get(row["code"], row["code"]),
            observations=row["number"],
            placed=row["placed"],
            latitude=row["north"],
            longitude=row["east"],
        )
        for row in counted
    ]

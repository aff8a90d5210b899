"""Observations that may tell of the same event: near in place and time, or with a photo that looks alike."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from netral.apps.fieldwork.models import Observation, ObservationFile
from netral.apps.fieldwork.queries.observations import observations_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor

NEAR_TIME, NEAR_M, ALIKE_BITS = timedelta(hours=3), 200, 6
MOST_SHOWN = 20
# Photos are compared with those of so many days before and after, and hashes that say nothing with none.
_PHOTO_DAYS = timedelta(days=7)
UNREADABLE = "-"
_PLAIN = ("", UNREADABLE, "0" * 16, "f" * 16)
_DEGREE_M = 111_320


def alike(observation: Observation, actor: Actor) -> list[Observation]:
    """Return the observations an actor sees that may tell of the same event, the nearest in time first."""
    others = observations_of(actor).exclude(pk=observation.pk)
    moment = observation.known_at or observation.first_at
    near = Q(moment__range=(moment - NEAR_TIME, moment + NEAR_TIME)) & _near_place(observation)
    photos = Q(pk__in=_with_photos_like(observation).values("observation"))
    found = others.annotate(moment=Coalesce("known_at", "first_at")).filter(near | photos)
    rows = [*found.order_by("-first_at", "pk")[:MOST_SHOWN]]
    return sorted(rows, key=lambda row: abs((row.known_at or row.first_at) - moment))


def unhashed(most: int) -> Sequence[ObservationFile]:
    """Return photos whose circulating copy is made, or never will be, and which have no hash yet."""
    with elevated("photos of every office are compared by their hashes"):
        rows = ObservationFile.objects.filter(picture_hash="", stored__media_type__startswith="image/")
        return [*rows.exclude(stored__copy=None).select_related("stored__copy").order_by("pk")[:most]]


def _near_place(observation: Observation) -> Q:
    same = Q(region=observation.region_id)
    if observation.latitude is None or observation.longitude is None:
        return same
    north = NEAR_M / _DEGREE_M
    east = north / max(math.cos(math.radians(observation.latitude)), 0.01)
    box = Q(
        latitude__range=(observation.latitude - north, observation.latitude + north),
        longitude__range=(observation.longitude - east, observation.longitude + east),
    )
    return same | box


def _with_photos_like(observation: Observation) -> QuerySet[ObservationFile]:
    """Return the photos of some days that differ from one of these in few bits of their hashes."""
    hashes = observation.files.exclude(picture_hash__in=_PLAIN).values_list("picture_hash", flat=True)
    wanted = Q(pk__in=[])
    rows = ObservationFile.objects.exclude(picture_hash__in=_PLAIN).exclude(observation=observation)
    first, last = observation.first_at - _PHOTO_DAYS, observation.first_at + _PHOTO_DAYS
    rows = rows.filter(observation__first_at__range=(first, last))
    distances = {f"distance_{place}": _distance(each) for place, each in enumerate(sorted({*hashes}))}
    for name in distances:
        wanted |= Q(**{f"{name}__lte": ALIKE_BITS})
    return rows.alias(**distances).filter(wanted)


def _distance(known: str) -> Func:
    """Return in how many bits a hash differs from a known one."""
    bits: list[Any] = [
        Func(each, template="('x' || %(expressions)s)::bit(64)") for each in (F("picture_hash"), Value(known))
    ]
    return Func(*bits, template="bit_count(%(expressions)s)", arg_joiner=" # ", output_field=IntegerField())

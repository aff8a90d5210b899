"""Counts of observations by day, form, district and state, and who has sent nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, Left, TruncDate

from netral.apps.fieldwork.domain.monitors import GroupState
from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.models import Device, MonitorGroup, Observation, Observer
from netral.apps.fieldwork.queries.observations import observations_of
from netral.apps.fieldwork.queries.observers import own_observers
from netral.apps.supervisors import api as supervisors
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import Actor
from netral.foundation.phones.domain import DeviceState
from netral.foundation.regions.models import Region

DAYS_SHOWN = 14
_DISTRICT_CODE = len("14.03.02")
# A whole country has more districts than a page shows.
MOST_DISTRICTS = 100


@dataclass(frozen=True)
class Counted:
    """How many observations something has, and how many of them became findings."""

    code: str
    label: str
    observations: int
    findings: int


def counts_by_state(rows: QuerySet[Observation]) -> dict[str, int]:
    """Return how many observations stand in each state."""
    found = rows.order_by().values_list("state").annotate(number=Count("pk"))
    return {**dict.fromkeys(ObservationState, 0), **dict(found)}


def counts_by_day(observations: QuerySet[Observation], last: date) -> list[tuple[date, int]]:
    """Return how many observations arrived on each of the last days, days without any among them."""
    first = last - timedelta(DAYS_SHOWN - 1)
    rows = observations.filter(first_at__date__gte=first, first_at__date__lte=last)
    found = dict(
        rows.order_by().values(day=TruncDate("first_at")).annotate(number=Count("pk")).values_list("day", "number")
    )
    days = [first + timedelta(number) for number in range(DAYS_SHOWN)]
    return [(day, found.get(day, 0)) for day in days]


def counts_by_form(observations: QuerySet[Observation]) -> list[Counted]:
    """Return how many observations came by each form, the most first."""
    rows = _counted(observations.values(code=F("form__code")), label=Max("form__title"))
    return [Counted(row["code"], row["label"], row["observations"], row["findings"]) for row in rows]


def counts_by_district(observations: QuerySet[Observation]) -> list[Counted]:
    """Return how many observations came from each district, the most first; others are named by their region."""
    rows = [*_counted(observations.values(code=Left("region_id", _DISTRICT_CODE)))[:MOST_DISTRICTS]]
    names = dict(Region.objects.filter(code__in=[row["code"] for row in rows]).values_list("code", "name"))
    return [
        Counted(row["code"], names.get(row["code"], row["code"]), row["observations"], row["findings"]) for row in rows
    ]


def silent_postings(actor: Actor) -> QuerySet[supervisors.Posting]:
    """Return the postings in office today from which no observation ever came, with why and since when.

    `phones` is how many phones are enrolled; `since` the day she could have sent something: her first in office, or
    the day her first phone was enrolled.
    """
    day = current_day()
    hers = Q(observer__posting=OuterRef("pk"))
    sent = Observation.objects.filter(hers)
    phones = Device.objects.filter(hers, state=DeviceState.ENROLLED).order_by()
    number = phones.values("observer__posting").annotate(number=Count("pk")).values("number")
    enrolled = phones.values("observer__posting").annotate(first=Min("enrolled_at")).values("first")
    rows: QuerySet[supervisors.Posting] = supervisors.in_office(supervisors.postings_around(actor), day, day)
    return rows.filter(~Exists(sent)).annotate(
        phones=Coalesce(Subquery(number), 0),
        since=Coalesce(TruncDate(Subquery(enrolled)), "starts_on"),
        has_phone=Exists(phones),
    )


def silent_monitors(actor: Actor) -> QuerySet[Observer]:
    """Return the people of accepted groups who monitor today and never sent anything, annotated as postings are."""
    day, phones = current_day(), Device.objects.filter(observer=OuterRef("pk"), state=DeviceState.ENROLLED).order_by()
    there = Q(left_on=None) | Q(left_on__gte=day)
    rows: QuerySet[Observer] = Observer.objects.visible_to(actor).filter(
        there, group__state=GroupState.ACCEPTED, group__starts_on__lte=day, group__ends_on__gte=day
    )
    enrolled = phones.values("observer").annotate(first=Min("enrolled_at")).values("first")
    return (
        rows.exclude(Exists(Observation.objects.filter(observer=OuterRef("pk"))))
        .select_related("group__region")
        .annotate(
            phones=Coalesce(Subquery(phones.values("observer").annotate(number=Count("pk")).values("number")), 0),
            since=Coalesce(TruncDate(Subquery(enrolled)), Greatest("group__starts_on", TruncDate("added_at"))),
            has_phone=Exists(phones),
        )
    )


def group_observations(group: MonitorGroup) -> QuerySet[Observation]:
    """Return what the people of a group sent; the caller lets the database show it."""
    rows: QuerySet[Observation] = Observation.objects.filter(observer__group=group)
    return rows


def own_observations(actor: Actor) -> QuerySet[Observation]:
    """Return the observations of the actor herself."""
    return observations_of(actor).filter(observer__in=own_observers(actor))


def _counted(rows: Any, **more: Any) -> Any:
    finding = Count("pk", filter=Q(state=ObservationState.FINDING))
    return rows.annotate(observations=Count("pk"), findings=finding, **more).order_by("-observations", "code")

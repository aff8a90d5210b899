"""Reads of the areas an actor answers for, and of those that have been empty too long."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from netral.apps.supervisors.domain.postings import PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Posting, Tenure, Vacancy
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import paths_read
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region, Tier

EMPTY_TOO_LONG = timedelta(days=7)
# A whole province is searched, not chosen from by a list of hundreds.
_MOST_DISTRICTS = 60


def region_of(actor: Actor) -> str:
    """Return the code of the region an actor's institution answers for; nothing for the country."""
    if actor.institution_id is None:
        return ""
    return Institution.objects.get(pk=actor.institution_id).region_id or ""


def inside(code: str) -> Q:
    """Return the condition of regions that are one or lie in it; every region for the country."""
    return Q(code=code) | Q(code__startswith=f"{code}.") if code else Q()


def areas_of(actor: Actor) -> QuerySet[Region]:
    """Return the districts and villages to which an actor may post, by code."""
    return Region.objects.filter(inside(region_of(actor)), tier__in=[Tier.DISTRICT, Tier.VILLAGE]).order_by("code")


def districts_read() -> list[tuple[str, str]]:
    """Return code and name of the districts in the reader's regions; nothing where they are too many to choose from."""
    inside_hers = Q(pk__in=[])
    for code in _regions(paths_read()):
        inside_hers |= inside(code)
    rows = Region.objects.filter(inside_hers, tier=Tier.DISTRICT).order_by("name")[: _MOST_DISTRICTS + 1]
    return [(row.code, row.name) for row in rows] if len(rows) <= _MOST_DISTRICTS else []


def few_areas(actor: Actor) -> list[str] | None:
    """Return the codes of an actor's regions and of all in them; None where they are not few: a province, the country.

    By codes the database finds rows through an index under row security, by what a path begins with it does not.
    """
    codes = _regions(actor.paths)
    if not all(code.count(".") for code in codes):
        return None
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= inside(code)
    return list(Region.objects.filter(wanted).values_list("pk", flat=True))


def _regions(paths: Sequence[str]) -> list[str]:
    """Return the codes of the regions of institutions, "" for the country's."""
    found = Institution.objects.filter(path__in=paths).values_list("region_id", flat=True)
    return [code or "" for code in found]


def heads_of(actor: Actor) -> QuerySet[Posting]:
    """Return the members of district panels in office, to whom a village's supervisor answers."""
    rows: QuerySet[Posting] = Posting.objects.visible_to(actor).filter(post=Post.DISTRICT, state=PostingState.ACTIVE)
    return rows.select_related("supervisor", "region", "polling_station")


def long_empty(actor: Actor, day: date) -> QuerySet[Region]:
    """Return the villages that were held once, have had nobody for more than a week, and for which nothing is done."""
    tenures = Tenure.objects.filter(post=Post.VILLAGE)
    held = tenures.filter(first__lte=day, last__gte=day).values("region")
    coming = tenures.filter(first__gt=day, is_cover=False).values("region")
    recruited = Vacancy.objects.visible_to(actor).filter(
        recruitment__state=RecruitmentState.OPEN, recruitment__post=Post.VILLAGE
    )
    once = tenures.filter(last__lt=day, is_cover=False).values("region").annotate(until=Max("last"))
    late = once.filter(until__lt=day - EMPTY_TOO_LONG).values("region")
    rows = Region.objects.filter(inside(region_of(actor)), tier=Tier.VILLAGE, pk__in=late)
    rows = rows.exclude(pk__in=held).exclude(pk__in=coming).exclude(pk__in=recruited.values("region"))
    last = Tenure.objects.filter(post=Post.VILLAGE, is_cover=False, region=OuterRef("pk")).order_by("-last")
    return rows.annotate(held_until=Subquery(last.values("last")[:1])).select_related("parent").order_by("held_until")

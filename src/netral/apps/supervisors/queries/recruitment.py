"""Reads of recruitment: what an actor may see, its vacancies with their applicants, and what waits."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Left

from netral.apps.supervisors.domain.applications import ApplicationState, Sex
from netral.apps.supervisors.domain.extension import rules_on
from netral.apps.supervisors.domain.postings import PostingState
from netral.apps.supervisors.domain.posts import Post, PostRule
from netral.apps.supervisors.domain.recruitment import CalendarDay, RecruitmentState
from netral.apps.supervisors.models import Application, PollingStation, Posting, Recruitment, Vacancy
from netral.apps.supervisors.parameters import calendar_days, extension_rules
from netral.foundation.elections.models import Election
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import ScopedQuerySet, elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.regions.models import Region, Tier

# How long before the last day too few applicants are told.
SHORTLY = timedelta(3)
_DISTRICT = len("14.03.02")


def recruitments_of(actor: Actor) -> QuerySet[Recruitment]:
    """Return the recruitments an actor may see, each with `seats`, `applicants` and the `last_day`."""
    visible: ScopedQuerySet[Recruitment] = Recruitment.objects.visible_to(actor)
    seats = Vacancy.objects.filter(recruitment=OuterRef("pk")).order_by().values("recruitment")
    sent = _standing(Application.objects.filter(recruitment=OuterRef("pk"))).order_by().values("recruitment")
    return visible.select_related("institution", "election", "region").annotate(
        areas=_number(seats, "pk"), applicants=_number(sent, "pk")
    )


def recruitment_for(actor: Actor, ident: UUID) -> Recruitment:
    """Return one recruitment an actor may see.

    Raises:
        Recruitment.DoesNotExist: there is none with this identifier in her scope.
    """
    return recruitments_of(actor).get(pk=ident)


def vacancies_of(actor: Actor) -> QuerySet[Vacancy]:
    """Return the vacancies of the recruitments an actor may see, each with its `applicants` and `women`."""
    visible: QuerySet[Vacancy] = Vacancy.objects.visible_to(actor)
    mine = recruitments_of(actor).values("pk")
    return with_applicants(visible.filter(recruitment__in=mine))


def with_applicants(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Add to vacancies how many applied, and how many of them are women; who withdrew does not count."""
    sent = _standing(Application.objects.filter(vacancy=OuterRef("pk"))).order_by().values("vacancy")
    return vacancies.select_related("recruitment__election", "region__parent", "polling_station__village").annotate(
        applicants=_number(sent, "pk"),
        women=_number(sent.filter(sex=Sex.FEMALE), "pk"),
        until=Coalesce("extended_until", "recruitment__closes_on"),
    )


def women_by_district(recruitment: Recruitment, actor: Actor) -> list[tuple[str, float]]:
    """Return the share of women among the applicants of each district that has any."""
    sent = _standing(Application.objects.visible_to(actor).filter(recruitment=recruitment)).order_by()
    found = (
        sent.annotate(district=Left("vacancy__region", _DISTRICT))
        .values("district")
        .annotate(people=Count("pk"), women=Count("pk", filter=Q(sex=Sex.FEMALE)))
        .values_list("district", "people", "women")
    )
    rows = {code: women / people for code, people, women in found}
    names = Region.objects.filter(code__in=rows).order_by("code").values_list("code", "name")
    return [(name, rows[code]) for code, name in names]


def closing_day(recruitment: Recruitment) -> date:
    """Return the last day on which somebody may apply for any vacancy of a recruitment."""
    extended = Vacancy.objects.filter(recruitment=recruitment).aggregate(last=Max("extended_until"))["last"]
    return max(recruitment.closes_on, extended or recruitment.closes_on)


def free_seats(rule: PostRule, election: Election, region: Region, station: PollingStation | None) -> int:
    """Return how many seats of an area nobody holds in an election, whoever asks."""
    with elevated("how many seats of an area are held, without saying by whom"):
        held = Posting.objects.filter(
            election=election, post=rule.post, region=region, polling_station=station, covers=None
        ).filter(state=PostingState.ACTIVE)
        return max(rule.seats - held.count(), 0)


def regions_below(region: Region, tier: Tier) -> QuerySet[Region]:
    """Return the regions of a tier inside a region, and itself where it is one, by code."""
    inside = Q(code__startswith=f"{region.code}.") | Q(code=region.code)
    return Region.objects.filter(inside, tier=tier).order_by("code")


def areas_of(post: Post, region: Region, election: Election) -> list[tuple[Region, PollingStation | None]]:
    """Return the areas of a post inside a region: districts, villages, or the polling stations that were imported."""
    if post is Post.POLLING_STATION:
        villages = regions_below(region, Tier.VILLAGE)
        stations = PollingStation.objects.filter(election=election, village__in=villages).select_related("village")
        return [(station.village, station) for station in stations]
    tier = Tier.DISTRICT if post is Post.DISTRICT else Tier.VILLAGE
    return [(area, None) for area in regions_below(region, tier)]


def office_of(actor: Actor) -> Institution:
    """Return the institution an actor acts for.

    Raises:
        Institution.DoesNotExist: she acts for none.
    """
    if actor.institution_id is None:
        raise Institution.DoesNotExist("the actor acts for no institution")
    return Institution.objects.select_related("region").get(pk=actor.institution_id)


def calendar_of(election: str, post: Post) -> tuple[CalendarDay, ...]:
    """Return the calendar of a post in an election, by its code."""
    return tuple(row for row in calendar_days() if row.election == election and row.post is post)


def opening_of(election: str, post: Post) -> CalendarDay | None:
    """Return the days of application that the calendar proposes, None where it has none."""
    return next((row for row in calendar_of(election, post) if row.kind == "opening"), None)


def to_close(actor: Actor) -> QuerySet[Recruitment]:
    """Return the open recruitments of the actor's office whose last day has come, the oldest first."""
    day = country_day()
    later = Vacancy.objects.filter(recruitment=OuterRef("pk"), extended_until__gt=day)
    mine: QuerySet[Recruitment] = Recruitment.objects.visible_to(actor)
    return (
        mine.filter(institution=actor.institution_id, state=RecruitmentState.OPEN, closes_on__lte=day)
        .exclude(Exists(later))
        .select_related("institution", "election", "region")
        .order_by("closes_on", "pk")
    )


def short_of_applicants(actor: Actor) -> QuerySet[Vacancy]:
    """Return the vacancies of the actor's office that end within days with fewer applicants than the rules ask for."""
    day = country_day()
    too_few = Q(pk__in=[])
    for post in Post:
        for rule in rules_on(extension_rules(), post, day):
            if rule.least_applicants is not None:
                too_few |= Q(recruitment__post=post, applied__lt=rule.least_applicants)
    sent = _standing(Application.objects.filter(vacancy=OuterRef("pk"))).order_by().values("vacancy")
    mine: QuerySet[Vacancy] = Vacancy.objects.visible_to(actor)
    return (
        mine.filter(recruitment__institution=actor.institution_id, recruitment__state=RecruitmentState.OPEN)
        .alias(applied=_number(sent, "pk"), ends=Coalesce("extended_until", "recruitment__closes_on"))
        .filter(too_few, ends__gte=day, ends__lte=day + SHORTLY)
        .select_related("recruitment__region", "region__parent", "polling_station__village")
        .order_by("ends", "region", "pk")
    )


def country_day() -> date:
    """Return the calendar day of the capital, by which lists across regions are narrowed."""
    return today(ZoneInfo(settings.TIME_ZONE))


def _standing(applications: QuerySet[Application]) -> QuerySet[Application]:
    return applications.exclude(state=ApplicationState.WITHDRAWN)


def _number(grouped: QuerySet[Any, Any], column: str) -> Coalesce:
    counted = grouped.annotate(_found=Count(column)).values("_found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))

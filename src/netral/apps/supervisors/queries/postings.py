"""Reads of supervisors and their postings: an actor's, her own, and those in office during some days."""

from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from netral.apps.supervisors.domain.postings import DismissalState, EndCause, PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Absence, Dismissal, Posting, Supervisor
from netral.apps.supervisors.queries.areas import few_areas
from netral.foundation.accounts.links import row_by_token
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import zone_of

_SHOWN = ("supervisor", "region", "region__parent", "polling_station", "election")
MOST_NEIGHBOURS = 5
WITH_ACCOUNT, WITHOUT_ACCOUNT = "ada", "tanpa"


def postings_of(actor: Actor) -> QuerySet[Posting]:
    """Return the postings an actor may see."""
    rows: QuerySet[Posting] = Posting.objects.visible_to(actor)
    return rows.select_related(*_SHOWN)


def postings_around(actor: Actor) -> QuerySet[Posting]:
    """Return the postings an actor may see, found by the areas of her regions where these are few."""
    areas = few_areas(actor)
    return postings_of(actor) if areas is None else postings_of(actor).filter(region__in=areas)


def listed(rows: QuerySet[Posting]) -> QuerySet[Posting]:
    """Let postings be narrowed to a district, and to those with or without an account."""
    district = Case(When(post=Post.DISTRICT, then=F("region_id")), default=F("region__parent_id"))
    account = Case(When(membership=None, then=Value(WITHOUT_ACCOUNT)), default=Value(WITH_ACCOUNT))
    return rows.alias(in_district=district, has_account=account)


def posting_for(actor: Actor, ident: UUID) -> Posting:
    """Return one posting an actor may see.

    Raises:
        Posting.DoesNotExist: there is none with this identifier in her scope.
    """
    return postings_of(actor).select_related("above__supervisor", "covers__supervisor", "membership").get(pk=ident)


def in_office(rows: QuerySet[Posting], first: date, last: date) -> QuerySet[Posting]:
    """Return the postings of which some day lies between two days, both included; one that was withdrawn has none."""
    until = Coalesce("ended_on", "ends_on")
    return rows.alias(until=until).filter(starts_on__lte=last, until__gte=first).exclude(end_cause=EndCause.WITHDRAWN)


def postings_during(region_code: str, first: date, last: date) -> QuerySet[Posting]:
    """Return the postings in a region that were in office on some of the days, as far as the reader may see them."""
    inside = Q(region=region_code) | Q(region__code__startswith=f"{region_code}.")
    return in_office(Posting.objects.filter(inside), first, last).select_related(*_SHOWN)


def own_postings(actor: Actor) -> QuerySet[Posting]:
    """Return the postings of the actor herself that were not withdrawn, the newest first."""
    hers = postings_of(actor).filter(supervisor__account__pk=actor.id)
    return hers.exclude(end_cause=EndCause.WITHDRAWN).order_by("-starts_on")


def own_row(actor: Actor) -> Supervisor | None:
    """Return the actor as a supervisor, if she is one."""
    row: Supervisor | None = Supervisor.objects.visible_to(actor).filter(account__pk=actor.id).first()
    return row


def posting_by_token(token: str) -> Posting | None:
    """Return the posting whose card a token opens."""
    rows = Posting.objects.select_related(*_SHOWN, "supervisor__photo")
    return row_by_token(rows, token, "whoever holds a card may see whether it still counts")


def neighbours(posting: Posting) -> list[Posting]:
    """Return who could cover an area, the nearest first: the same post in office in the same district.

    Near is by coordinates where both areas have them, else by the order of their codes.
    """
    around = Posting.objects.filter(
        post=posting.post, region__parent_id=posting.region.parent_id, state=PostingState.ACTIVE, covers=None
    ).exclude(pk=posting.pk)
    day = current_day()
    found = list(in_office(around, day, day).select_related(*_SHOWN))
    return sorted(found, key=lambda each: _distance(posting, each))[:MOST_NEIGHBOURS]


def over(day: date) -> QuerySet[Posting]:
    """Return the postings that still count as active although their last day lies before a day."""
    return Posting.objects.filter(state=PostingState.ACTIVE, ends_on__lt=day).order_by("pk")


def dismissal_for(actor: Actor, ident: UUID) -> Dismissal:
    """Return one proceeding an actor may see.

    Raises:
        Dismissal.DoesNotExist: there is none with this identifier in her scope.
    """
    rows: QuerySet[Dismissal] = Dismissal.objects.visible_to(actor)
    return rows.select_related("posting__supervisor", "posting__region", "posting__polling_station").get(pk=ident)


def to_be_heard(actor: Actor, day: date) -> QuerySet[Posting]:
    """Return the postings whose supervisor is to be heard by a day, the oldest proceeding first."""
    waiting = Q(dismissals__state=DismissalState.OPENED, dismissals__hearing_on__lte=day)
    return postings_of(actor).filter(waiting).order_by("dismissals__hearing_on", "pk")


def to_be_decided(actor: Actor) -> QuerySet[Posting]:
    """Return the postings whose supervisor was heard and waits for a decision, the oldest first."""
    return postings_of(actor).filter(dismissals__state=DismissalState.HEARD).order_by("dismissals__heard_at", "pk")


def uncovered_leave(actor: Actor, day: date) -> QuerySet[Posting]:
    """Return the active postings on leave on a day with nobody who covers, the longest leave first."""
    away = Absence.objects.visible_to(actor).filter(returned_on=None, starts_on__lte=day, ends_on__gte=day)
    covered = in_office(Posting.objects.filter(covers__isnull=False), day, day).values("covers")
    rows = postings_of(actor).filter(state=PostingState.ACTIVE, pk__in=away.values("posting"))
    return rows.exclude(pk__in=covered).order_by("starts_on", "pk")


def history_of(posting: Posting) -> list[dict[str, object]]:
    """Return what happened with a posting, the newest first, in the form the timeline takes."""
    subjects = [str(posting.pk), *(str(each.pk) for each in posting.dismissals.all())]
    events = Event.objects.filter(subject_id__in=subjects, kind__startswith="supervisor.").order_by("-at", "-id")
    zone = zone_of(posting.region_id).key
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label, "zone": zone} for event in events
    ]


def _distance(one: Posting, other: Posting) -> tuple[int, float, str]:
    near = (one.region.latitude, one.region.longitude, other.region.latitude, other.region.longitude)
    if None in near:
        return 1, float(abs(_order(one) - _order(other))), other.region_id
    north, east, north_too, east_too = (float(each or 0) for each in near)
    return 0, (north - north_too) ** 2 + (east - east_too) ** 2, other.region_id


def _order(posting: Posting) -> int:
    return int(posting.region_id.rpartition(".")[2])

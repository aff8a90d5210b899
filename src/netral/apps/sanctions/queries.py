"""Reads of the follow-up: recommendations an actor may see, their history, their terms, and totals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Left

from netral.apps.catalogue import api as catalogue
from netral.apps.sanctions.domain import FINISHED, State, Verb
from netral.apps.sanctions.models import Proceeding, Recommendation, SanctionDecision
from netral.engines.rules.dated import NotInForceError
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import day_in, zone_of

_REGENCY_LENGTH = 5


@dataclass(frozen=True)
class Term:
    """A legal term shown for information: when it ends and how it was counted."""

    title: str
    due_at: datetime
    explanation: str


def recommendations_of(actor: Actor) -> QuerySet[Recommendation]:
    """Return the recommendations an actor may see; `ended_at` is when the follow-up of one was finished."""
    visible = Recommendation.objects.visible_to(actor)
    return visible.select_related("ppk", "receiver", "institution").annotate(
        ended_at=Coalesce("carried_out_at", "closed_at")
    )


def recommendation_for(actor: Actor, ident: UUID | str) -> Recommendation:
    """Return one recommendation an actor may see.

    Raises:
        Recommendation.DoesNotExist: there is none with this identifier in her scope.
    """
    return recommendations_of(actor).select_related("region").get(pk=ident)


def waiting_for(actor: Actor) -> QuerySet[Recommendation]:
    """Return the recommendations whose next step an actor may take, the decided ones first, then the oldest."""
    examined = Q(Exists(Proceeding.objects.filter(recommendation=OuterRef("pk")).exclude(examined_on=None)))
    wanted = Q(pk__in=[])
    if actor.may("sanctions.proceed"):
        wanted |= Q(state__in=[State.SENT, State.ACKNOWLEDGED, State.DECIDED])
        wanted |= Q(state=State.PROCEEDING) & ~examined
    if actor.may("sanctions.decide"):
        wanted |= Q(state=State.PROCEEDING) & examined
    return recommendations_of(actor).filter(wanted).order_by(F("decided_at").asc(nulls_last=True), "sent_at", "pk")


def next_verb(row: Recommendation) -> Verb | None:
    """Return the step a recommendation waits for; None when it is finished."""
    if row.state == State.PROCEEDING:
        examined = row.proceeding_set.exclude(examined_on=None).exists()
        return Verb.DECIDE if examined else Verb.EXAMINE
    return {State.SENT: Verb.ACKNOWLEDGE, State.ACKNOWLEDGED: Verb.OPEN, State.DECIDED: Verb.CARRY_OUT}.get(
        State(row.state)
    )


def terms_of(row: Recommendation) -> list[Term]:
    """Return the terms that bear on a recommendation: checking at BKN, and delivery of a decision."""
    found = (_term("BKN.VERIF", row.sent_at, row.region_id), delivery_term(row))
    return [term for term in found if term is not None]


def delivery_term(row: Recommendation) -> Term | None:
    """Return until when a decision has to be delivered; None before there is one."""
    decision = SanctionDecision.objects.filter(recommendation=row).first()
    return _term("HD.SAMPAI_SK", decision.recorded_at, row.region_id) if decision else None


def _term(code: str, start: datetime, region_code: str) -> Term | None:
    try:
        counted = catalogue.deadline(code, start, region_code)
    except NotInForceError:
        return None
    title = catalogue.term(code, day_in(region_code, start)).title
    return Term(title, counted.due, counted.explanation)


def timeline(row: Recommendation) -> list[dict[str, Any]]:
    """Return the events recorded about a recommendation, the newest first."""
    events = Event.objects.filter(subject_type=Recommendation._meta.label_lower, subject_id=str(row.pk))
    zone = zone_of(row.region_id).key
    return [
        {
            "at": event.at,
            "title": KINDS.label(event.kind),
            "by": event.actor_label,
            "text": str(event.data.get("words", "")),
            "zone": zone,
        }
        for event in events.order_by("-at", "-id")
    ]


# Each stage by what is true of its recommendations; a stage once reached stays reached.
STAGES: dict[str, Q] = {
    "recommended": Q(pk__isnull=False),
    "acknowledged": Q(acknowledged_at__isnull=False),
    "proceeding": Q(opened_at__isnull=False),
    "decided": Q(decided_at__isnull=False),
    "carried_out": Q(carried_out_at__isnull=False),
    "closed": Q(closed_at__isnull=False),
}


def stage_counts(region_code: str) -> dict[str, tuple[int, int]]:
    """Return, of each stage, how many cases and how many persons a region and those inside it have."""
    rows = inside(region_code).order_by()
    cases = rows.aggregate(**{code: Count("case_id", distinct=True, filter=where) for code, where in STAGES.items()})
    persons = rows.aggregate(**{code: Count("pk", filter=where) for code, where in STAGES.items()})
    return {code: (cases[code], persons[code]) for code in STAGES}


def stage_counts_by_regency() -> dict[str, dict[str, tuple[int, int]]]:
    """Return the cases and the persons of each stage in each regency, in one query."""
    cases = {f"{code}_cases": Count("case_id", distinct=True, filter=where) for code, where in STAGES.items()}
    persons = {code: Count("pk", filter=where) for code, where in STAGES.items()}
    rows = Recommendation.objects.order_by().values(regency=Left("region_id", _REGENCY_LENGTH))
    counted: QuerySet[Any] = rows.annotate(**cases, **persons)
    return {row["regency"]: {code: (row[f"{code}_cases"], row[code]) for code in STAGES} for row in counted}


def follow_up(region_code: str) -> list[Any]:
    """Return the recommendations at each stage per appointing official, and when the oldest open one was sent."""
    waiting = ~Q(state__in=FINISHED)
    counted = {code: Count("pk", filter=where) for code, where in STAGES.items()}
    rows = inside(region_code).order_by().values("ppk_id", "ppk__name", "ppk__region__name")
    return list(rows.annotate(**counted, oldest=Min("sent_at", filter=waiting)))


def inside(region_code: str) -> QuerySet[Recommendation]:
    """Return the recommendations of a region and those inside it; an empty code is the whole country."""
    where = Q(region_id=region_code) | Q(region__code__startswith=f"{region_code}.") if region_code else Q()
    return Recommendation.objects.filter(where)

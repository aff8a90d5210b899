"""Reads of observations: an actor's, one, its contents, and what a phone is told of its own."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Left

from netral.apps.fieldwork.domain.observations import DECIDE, REVIEW, ObservationState, ObservationVerb
from netral.apps.fieldwork.inputs import MissingFile, Receipt
from netral.apps.fieldwork.models import Device, FindingProposal, Observation, ObservationContent, ReviewNote
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import zone_of

OBSERVER_WITH = ("observer__posting__supervisor", "observer__posting__region", "observer__group__region")
NEW, ANSWERED = "baru", "dijawab"
_DISTRICT_CODE = len("14.03.02")
# What a timeline shows; pieces of files come by the dozen and say nothing to a reader.
_MOST_EVENTS, _UNTOLD = 100, "observation.piece_arrived"
_WITH = ("form", "region", *OBSERVER_WITH, "device")


def observations_of(actor: Actor) -> QuerySet[Observation]:
    """Return the observations an actor may see."""
    rows: QuerySet[Observation] = Observation.objects.visible_to(actor)
    return rows.select_related(*_WITH)


def listed(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """Let observations be narrowed to a district, and those to be reviewed to whether they were asked about."""
    asked = Exists(ReviewNote.objects.filter(observation=OuterRef("pk"), verb=ObservationVerb.ASK))
    received = Q(state=ObservationState.RECEIVED)
    answer = Case(When(received & asked, then=Value(ANSWERED)), When(received, then=Value(NEW)), default=Value(""))
    return rows.alias(in_district=Left("region_id", _DISTRICT_CODE), answer=answer)


def observation_for(actor: Actor, ident: UUID) -> Observation:
    """Return one observation an actor may see.

    Raises:
        Observation.DoesNotExist: there is none with this identifier in her scope.
    """
    return observations_of(actor).get(pk=ident)


def content_by_instance(instance_id: str) -> ObservationContent | None:
    """Return the content that came under an identifier; the caller lets the database show it."""
    rows = ObservationContent.objects.select_related("observation")
    found: ObservationContent | None = rows.filter(instance_id=instance_id).first()
    return found


def receipt_of(observation: Observation, instance_id: str) -> Receipt:
    """Return what is known of an observation for whoever sent it; the caller lets the database show it."""
    files = observation.files.filter(stored=None).order_by("name")
    return Receipt(
        instance_id,
        observation.number,
        missing=tuple(MissingFile(file.name, file.received) for file in files if not file.refusal),
        refused=tuple((file.name, file.refusal) for file in files if file.refusal),
    )


def questions_to(device: Device) -> QuerySet[Observation]:
    """Return the observations of a device's holder that were asked about; the caller lets the database show them."""
    rows: QuerySet[Observation] = Observation.objects.filter(observer=device.observer_id, state=ObservationState.ASKED)
    return rows.select_related("form").order_by("received_at")


def waiting_for(actor: Actor) -> QuerySet[Observation]:
    """Return the observations that wait to be reviewed, the oldest first."""
    return observations_of(actor).filter(state=ObservationState.RECEIVED).order_by("received_at", "pk")


def to_be_decided(actor: Actor) -> QuerySet[Observation]:
    """Return the proposed findings that an actor may decide on, because another proposed them."""
    proposed = observations_of(actor).filter(state=ObservationState.PROPOSED).exclude(proposed_by=actor.id)
    return proposed.order_by("received_at", "pk")


def to_be_read(actor: Actor, answer: str) -> QuerySet[Observation]:
    """Return the observations that wait to be reviewed: new ones, or those whose question was answered."""
    rows: QuerySet[Any] = listed(waiting_for(actor))
    return rows.filter(answer=answer)


def turn_of(actor: Actor) -> QuerySet[Observation]:
    """Return the observations whose next step an actor may take."""
    turn = Q(pk__in=[])
    if actor.may(REVIEW):
        turn |= Q(state=ObservationState.RECEIVED)
    if actor.may(DECIDE):
        turn |= Q(state=ObservationState.PROPOSED) & ~Q(proposed_by=actor.id)
    return observations_of(actor).filter(turn)


def history_of(observation: Observation) -> list[dict[str, object]]:
    """Return what happened with an observation, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(observation.pk), kind__startswith="observation.")
    zone = zone_of(observation.region_id).key
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label, "zone": zone}
        for event in events.exclude(kind=_UNTOLD).order_by("-at", "-id")[:_MOST_EVENTS]
    ]


def phone_states(device: Device, most: int) -> list[Observation]:
    """Return the latest observations of a device's holder; the caller lets the database show them."""
    rows = Observation.objects.filter(observer=device.observer_id).exclude(state=ObservationState.INCOMPLETE)
    return [*rows.order_by("-received_at")[:most]]


def last_question(observation: Observation) -> ReviewNote | None:
    """Return what was asked about an observation last."""
    found: ReviewNote | None = observation.notes.filter(verb=ObservationVerb.ASK).order_by("-at").first()
    return found


def proposal_of(observation: Observation) -> FindingProposal | None:
    """Return what was proposed as a finding, if anything was."""
    found: FindingProposal | None = FindingProposal.objects.filter(observation=observation).first()
    return found

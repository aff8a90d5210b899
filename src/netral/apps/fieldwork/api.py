"""The front door of fieldwork: what waits for whom, and what the apps above may know of a decided finding."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from netral.apps.fieldwork.domain.observations import VIEW, ObservationState
from netral.apps.fieldwork.events import FINDING_DECIDED
from netral.apps.fieldwork.inputs import AccusedInput
from netral.apps.fieldwork.queries.observations import observation_for
from netral.apps.fieldwork.work import work_of
from netral.foundation.ledger.actors import Actor

__all__ = ["FINDING_DECIDED", "VIEW", "AccusedInput", "FindingView", "finding", "officer_url", "work_of"]


@dataclass(frozen=True)
class FindingView:
    """A decided finding as other apps see it; the legal clock runs from `known_at`."""

    observation_id: UUID
    number: str
    title: str
    region_code: str
    observer: str
    act_date: date
    known_at: datetime
    minutes: str
    persons: tuple[AccusedInput, ...]


def finding(observation_id: UUID, actor: Actor) -> FindingView:
    """Return a finding the actor may see.

    Raises:
        LookupError: the observation was not decided to be one.
        Observation.DoesNotExist: there is none, or it belongs to other institutions.
    """
    found = observation_for(actor, observation_id)
    if found.state != ObservationState.FINDING:
        raise LookupError(f"observation {observation_id} is no finding")
    proposal = found.proposal
    return FindingView(
        observation_id=found.pk,
        number=found.number,
        title=proposal.title,
        region_code=found.region_id,
        observer=f"{found.observer.name} ({found.observer.role})",
        act_date=proposal.act_date,
        known_at=proposal.known_at,
        minutes=proposal.minutes,
        persons=tuple(AccusedInput(**each) for each in proposal.persons),
    )


def officer_url(observation_id: UUID) -> str:
    """Return the address of an observation's page for officers."""
    return reverse("observation", args=[observation_id])

"""The frame of every step of a request: lock it, ask the table, and at the end move it and tell the ledger."""

from dataclasses import dataclass
from typing import Any

from netral.apps.guidance.domain.states import Move, State, Verb, check_holder, check_step
from netral.apps.guidance.models import Answer, GuidanceRequest
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import record


@dataclass(frozen=True)
class Step:
    """A step under way: the locked request and its row of the table."""

    request: GuidanceRequest
    row: Move
    by: Actor


def begin(request: GuidanceRequest, verb: Verb, by: Actor) -> Step:
    """Lock the request and check that the step is possible, permitted, and taken by those who hold it.

    Raises:
        GuidanceRequest.DoesNotExist: the actor may not see the request.
        StepRefused: the step is not possible now, not hers, or the request is held by another institution.
    """
    locked: GuidanceRequest = GuidanceRequest.objects.visible_to(by).select_for_update().get(pk=request.pk)
    row = check_step(State(locked.state), verb, by.permissions)
    check_holder(verb, locked.answerer_id == by.institution_id)
    return Step(request=locked, row=row, by=by)


def finish(step: Step, kind: EventKind, **data: Any) -> Event:
    """Move the request to the state the table names and record the step."""
    step.request.state = step.row.target
    step.request.save()
    facts = {"from": step.row.origin, "to": step.row.target, **data}
    return record(kind, subject=step.request, by=step.by, data=facts)


def current_answer(request: GuidanceRequest) -> Answer:
    """Return the version of the answer now on its way.

    Raises:
        Answer.DoesNotExist: none was written, or the last one was sent back.
    """
    found: Answer = Answer.objects.filter(request=request, returned_at=None).latest("version")
    return found


def holder_of(request: GuidanceRequest) -> Institution:
    """Return the supervisor who holds a request that was sent.

    Raises:
        LookupError: it is still a concept.
    """
    if request.answerer is None:
        raise LookupError(f"request {request.pk} was not sent yet")
    return request.answerer


def place_of(institution: Institution) -> str:
    """Return what stands for an institution's region in a number."""
    return institution.region_id or "RI"

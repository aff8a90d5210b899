"""The steps of a request, and what several of them look up."""

from netral.apps.guidance.domain.states import TABLE, State, Verb, check_holder
from netral.apps.guidance.models import Answer, GuidanceRequest
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.steps import Step, Workflow

RequestStep = Step[GuidanceRequest, State, Verb]


def _held(request: GuidanceRequest, verb: Verb, by: Actor) -> None:
    mine = by.institution_id
    check_holder(verb, asks=request.asker_id == mine, answers=request.answerer_id == mine)


REQUESTS = Workflow(GuidanceRequest, State, TABLE, further=_held)


def current_answer(request: GuidanceRequest) -> Answer:
    """Return the version of the answer now on its way.

    Raises:
        Answer.DoesNotExist: none was written, or the last one was sent back.
    """
    return Answer.objects.filter(request=request, returned_at=None).latest("version")


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

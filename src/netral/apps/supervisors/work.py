"""What of the supervisors waits for an actor."""

from netral.apps.supervisors.candidate_work import selection_work
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return what of the supervisors waits for an actor."""
    return (*selection_work(actor),)

"""What of support waits for an actor."""

from netral.apps.support.grant_work import grant_work
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return what of support an actor has to do next."""
    return (*grant_work(actor),)

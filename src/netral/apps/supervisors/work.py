"""What of supervisors waits for an actor."""

from netral.apps.supervisors.application_work import application_work
from netral.apps.supervisors.appointment_work import appointment_work
from netral.apps.supervisors.candidate_work import selection_work
from netral.apps.supervisors.posting_work import posting_work
from netral.apps.supervisors.recruitment_work import recruitment_work
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return what of supervisors an actor has to do next."""
    return (
        *recruitment_work(actor),
        *application_work(actor),
        *selection_work(actor),
        *appointment_work(actor),
        *posting_work(actor),
    )

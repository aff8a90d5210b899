"""Starting and stopping the legal clocks of a case; called by its actions only."""

from datetime import datetime
from typing import Any

from netral.apps.cases.domain import check_lateness
from netral.apps.cases.models import Case, Clock
from netral.apps.catalogue import api as catalogue
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import day_in

REVIEW = "PK.KAJIAN_AWAL"
COMPLETION = "PK.PERBAIKAN"
HANDLING = "PK.TANGANI"
EXTRA = "PK.TAMBAHAN"


def start(case: Case, code: str, at: datetime) -> Clock:
    """Start a term on a case, counted in the time zone of its region."""
    counted = catalogue.deadline(code, at, case.region_id)
    term = catalogue.term(code, day_in(case.region_id, at))
    return Clock.objects.create(
        case=case,
        scopes=case.scopes,
        code=code,
        title=term.title,
        started_at=at,
        due_at=counted.due,
        explanation=counted.explanation,
        basis=term.basis,
        verification=term.verification.value,
    )


def running(case: Case) -> Clock | None:
    """Return the clock now running on a case."""
    return Clock.objects.filter(case=case, ended_at=None).first()


def stop(case: Case, ending: str, late_reason: str = "") -> None:
    """Stop the running clock; why it was late, if it was, stays with it."""
    clock = running(case)
    if clock is None:
        return
    clock.ended_at, clock.ending, clock.late_reason = now(), ending, late_reason
    clock.save()


def lateness(case: Case, reason: str) -> dict[str, Any]:
    """Return what the event of a step says of its lateness; empty in time.

    Raises:
        StepRefused: the running term is over and no reason is given.
    """
    clock = running(case)
    if clock is None or not check_lateness(clock.due_at, now(), clock.basis, reason):
        return {}
    return {"late": clock.code, "due_at": clock.due_at, "late_reason": reason}


def extended(case: Case) -> bool:
    """Say whether the extra time was already given."""
    return Clock.objects.filter(case=case, code=EXTRA).exists()

"""The frame of every step of a case: lock it, ask the table, and at the end move it and tell the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from netral.apps.cases import clocks
from netral.apps.cases.domain import Move, State, Verb, check_step
from netral.apps.cases.models import Case
from netral.apps.reports import api as reports
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import record


@dataclass(frozen=True)
class Step:
    """A step under way: the locked case, its row of the table, and what is said of its lateness."""

    case: Case
    row: Move
    by: Actor
    late: Mapping[str, Any] = field(default_factory=dict)


def begin(case: Case, verb: Verb, by: Actor, late_reason: str = "", *, free_in: State | None = None) -> Step:
    """Lock the case and check that the step is possible, permitted, and in time or explained.

    In the state `free_in` the step is no later for the term having passed.

    Raises:
        Case.DoesNotExist: the actor may not see the case.
        StepRefused: the step is not possible now, not hers, or late without a reason.
    """
    locked = Case.objects.visible_to(by).select_for_update().get(pk=case.pk)
    row = check_step(State(locked.state), verb, by.permissions)
    late = {} if locked.state == free_in else clocks.lateness(locked, late_reason)
    return Step(case=locked, row=row, by=by, late=late)


def finish(step: Step, kind: EventKind, **data: Any) -> Event:
    """Move the case to the state the table names and record the step."""
    step.case.state = step.row.target
    step.case.save()
    facts = {"from": step.row.origin, "to": step.row.target, **step.late, **data}
    return record(kind, subject=step.case, by=step.by, data=facts)


def tell(step: Step, status: str, text: str) -> None:
    """Tell the reporter what became of the step, in words that name nobody."""
    reports.tell_reporter(report_id=step.case.report_id, status=status, text=text, by=step.by)

"""The steps of a case: each is in time or says why not, and its reporter is told."""

from dataclasses import replace

from netral.apps.cases import clocks
from netral.apps.cases.domain import TABLE, State, Verb, check_holder
from netral.apps.cases.models import Case
from netral.apps.reports import api as reports
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.steps import Step, Workflow

CaseStep = Step[Case, State, Verb]


def _held(case: Case, _verb: Verb, by: Actor) -> None:
    check_holder(case.institution_id == by.institution_id)


CASES = Workflow(Case, State, TABLE, further=_held)


def begin(case: Case, verb: Verb, by: Actor, late_reason: str = "", *, free_in: State | None = None) -> CaseStep:
    """Lock the case and check that the step is possible, permitted, and in time or explained.

    In the state `free_in` the step is no later for the term having passed.

    Raises:
        Case.DoesNotExist: the actor may not see the case.
        StepRefused: the step is not possible now, not hers, or late without a reason.
    """
    step = CASES.begin(case, verb, by)
    return step if step.row.origin is free_in else replace(step, said=clocks.lateness(step.subject, late_reason))


def tell(step: CaseStep, status: str, text: str) -> None:
    """Tell the reporter what became of the step, in words that name nobody; a finding has none."""
    if (report_id := step.subject.report_id) is not None:
        reports.tell_reporter(report_id=report_id, status=status, text=text, by=step.by)

"""One page for each step of a case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from netral.apps.cases.actions import deciding, intake, investigation
from netral.apps.cases.domain import Finding, Verb
from netral.apps.cases.forms import judged_by_machine
from netral.apps.cases.models import Case, Invitation
from netral.apps.cases.views.pages import case_or_404, step_page
from netral.apps.reports import api as reports
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.methods import form_page


@allowed("cases.handle")
@form_page
def review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Review the conditions, and propose, ask for completion, or refuse; what the machine can tell is filled in."""
    case = case_or_404(request, case_id)
    report = reports.report(case.report_id, actor_of(request))
    initial = judged_by_machine(report.conditions)
    return step_page(request, case_id, Verb.PROPOSE, _review, initial=initial, report=report)


@allowed("cases.handle")
@form_page
def completion(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a completed report back, or refuse one that was not completed in time."""
    return step_page(request, case_id, Verb.RECEIVE_COMPLETION, _completion)


@allowed("cases.approve")
@form_page
def registration(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Approve or return a proposed registration."""
    return step_page(request, case_id, Verb.APPROVE, _registration)


@allowed("cases.approve")
@form_page
def extend(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add the extra time."""
    return step_page(request, case_id, Verb.EXTEND, _extend)


@allowed("cases.handle")
@form_page
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Invite somebody for clarification."""
    return step_page(request, case_id, Verb.INVITE, _invite)


@allowed("cases.handle")
@form_page
def clarification(request: HttpRequest, case_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Record what came of an invitation."""
    visible = Invitation.objects.visible_to(actor_of(request)).filter(case_id=case_id)
    invitation: Invitation = get_object_or_404(visible, pk=invitation_id)

    def run(_case: Case, form: Any, by: Actor) -> None:
        data = form.cleaned_data
        investigation.record_clarification(
            invitation=invitation,
            attended=data["attended"] == "yes",
            minutes=data["minutes"],
            late_reason=form.why_late,
            by=by,
        )

    return step_page(request, case_id, Verb.RECORD_CLARIFICATION, run, invitation=invitation)


@allowed("cases.handle")
@form_page
def study(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write the study."""
    return step_page(request, case_id, Verb.WRITE_STUDY, _study)


@allowed("cases.decide")
@form_page
def plenary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open the plenary."""
    return step_page(request, case_id, Verb.CONVENE, _convene)


@allowed("cases.vote")
@form_page
def vote(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Cast a vote."""
    return step_page(request, case_id, Verb.VOTE, _vote)


@allowed("cases.decide")
@form_page
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Set down the decision."""
    return step_page(request, case_id, Verb.DECIDE, _decide)


@allowed("cases.decide")
@form_page
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """End a plenary that cannot decide."""
    return step_page(request, case_id, Verb.REOPEN, _reopen)


def _review(case: Case, form: Any, by: Actor) -> None:
    conclude = {
        "propose": intake.propose_registration,
        "ask_completion": intake.ask_completion,
        "refuse": intake.refuse_report,
    }[form.cleaned_data["conclusion"]]
    conclude(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)


def _completion(case: Case, form: Any, by: Actor) -> None:
    if form.cleaned_data["conclusion"] == "receive":
        intake.receive_completion(case=case, late_reason=form.why_late, by=by)
    else:
        intake.refuse_report(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)


def _registration(case: Case, form: Any, by: Actor) -> None:
    if form.cleaned_data["conclusion"] == "approve":
        intake.approve_registration(case=case, late_reason=form.why_late, by=by)
    else:
        intake.send_back(case=case, words=form.cleaned_data["words"], late_reason=form.why_late, by=by)


def _extend(case: Case, form: Any, by: Actor) -> None:
    investigation.extend_time(case=case, words=form.cleaned_data["words"], late_reason=form.why_late, by=by)


def _invite(case: Case, form: Any, by: Actor) -> None:
    investigation.invite(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)


def _study(case: Case, form: Any, by: Actor) -> None:
    investigation.write_study(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)


def _convene(case: Case, form: Any, by: Actor) -> None:
    deciding.convene_plenary(case=case, late_reason=form.why_late, by=by)


def _vote(case: Case, form: Any, by: Actor) -> None:
    data = form.cleaned_data
    deciding.cast_vote(
        case=case, finding=Finding(data["finding"]), dissent=data["dissent"], late_reason=form.why_late, by=by
    )


def _reopen(case: Case, form: Any, by: Actor) -> None:
    deciding.reopen_plenary(case=case, words=form.cleaned_data["words"], late_reason=form.why_late, by=by)


def _decide(case: Case, form: Any, by: Actor) -> None:
    deciding.decide(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)

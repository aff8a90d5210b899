"""One page for each step of a case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from netral.apps.cases.domain import Verb
from netral.apps.cases.forms import judged_by_machine
from netral.apps.cases.models import Invitation
from netral.apps.cases.views.pages import case_or_404, step_page
from netral.apps.fieldwork import api as fieldwork
from netral.apps.reports import api as reports
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ui.methods import form_page


@allowed("cases.handle")
@form_page
def review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Review the conditions, and propose, ask for completion, or refuse; what the machine can tell is filled in."""
    case = case_or_404(request, case_id)
    if case.report_id is None:
        # Nobody reported a finding, so no machine judged what was filled in.
        finding = fieldwork.finding(case.observation_id, actor_of(request)) if case.observation_id else None
        return step_page(request, case_id, Verb.PROPOSE, finding=finding)
    report = reports.report(case.report_id, actor_of(request))
    initial = judged_by_machine(report.conditions)
    return step_page(request, case_id, Verb.PROPOSE, form={"initial": initial}, report=report)


@allowed("cases.handle")
@form_page
def completion(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a completed report back, or refuse one that was not completed in time."""
    return step_page(request, case_id, Verb.RECEIVE_COMPLETION)


@allowed("cases.approve")
@form_page
def registration(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Approve or return a proposed registration."""
    return step_page(request, case_id, Verb.APPROVE)


@allowed("cases.approve")
@form_page
def extend(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add the extra time."""
    return step_page(request, case_id, Verb.EXTEND)


@allowed("cases.handle")
@form_page
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Invite somebody for clarification."""
    return step_page(request, case_id, Verb.INVITE)


@allowed("cases.handle")
@form_page
def clarification(request: HttpRequest, case_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Record what came of an invitation."""
    visible = Invitation.objects.visible_to(actor_of(request)).filter(case_id=case_id)
    invitation: Invitation = get_object_or_404(visible, pk=invitation_id)
    return step_page(
        request, case_id, Verb.RECORD_CLARIFICATION, form={"invitation": invitation}, invitation=invitation
    )


@allowed("cases.handle")
@form_page
def study(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write the study."""
    return step_page(request, case_id, Verb.WRITE_STUDY)


@allowed("cases.decide")
@form_page
def plenary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open the plenary."""
    return step_page(request, case_id, Verb.CONVENE)


@allowed("cases.vote")
@form_page
def vote(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Cast a vote."""
    return step_page(request, case_id, Verb.VOTE)


@allowed("cases.decide")
@form_page
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Set down the decision."""
    return step_page(request, case_id, Verb.DECIDE)


@allowed("cases.decide")
@form_page
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """End a plenary that cannot decide."""
    return step_page(request, case_id, Verb.REOPEN)

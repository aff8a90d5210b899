"""One frame for the page of every step: show its form, run its action, say why it was refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from netral.apps.guidance.domain.states import State, Verb, check_holder, check_step
from netral.apps.guidance.forms import parts
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.queries import request_for
from netral.engines.steps.refusal import StepRefused
from netral.foundation.accounts.access import actor_of
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.refusals import message_of

Run = Callable[[GuidanceRequest, Any, Actor], object]


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and asks."""

    verb: Verb
    route: str
    title: Promise
    button: Promise
    done: Promise
    form: type[parts.RequestForm] = parts.ConfirmForm
    lead: Promise | str = ""
    template: str = "guidance/step.html"


def request_or_404(request: HttpRequest, ident: UUID) -> GuidanceRequest:
    """Return a request in the reader's scope.

    Raises:
        Http404: there is none.
    """
    try:
        return request_for(actor_of(request), ident)
    except GuidanceRequest.DoesNotExist as error:
        raise Http404 from error


def closed_step(request: HttpRequest, row: GuidanceRequest, verb: Verb) -> HttpResponse | None:
    """Lead back to the request, with the reason, one who cannot take a step now; None for one who can."""
    actor = actor_of(request)
    try:
        check_step(State(row.state), verb, actor.permissions)
        check_holder(verb, row.answerer_id == actor.institution_id)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("guidance_request", row.pk)
    return None


def step_page(
    request: HttpRequest,
    row: GuidanceRequest,
    page: StepPage,
    run: Run,
    *,
    form: Mapping[str, Any] | None = None,
    leads_to: str = "guidance_request",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the step, or take it; a refusal stands above the form with everything that was typed."""
    if (closed := closed_step(request, row, page.verb)) is not None:
        return closed
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    filled = page.form(*bound, request=row, **(form or {}))
    if filled.is_bound and ran(filled, lambda: run(row, filled, actor_of(request))):
        messages.success(request, str(page.done))
        return redirect(leads_to, row.pk)
    shown = {"page": page, "form": filled, "request_row": row, "zone": zone_of(row.region_id).key}
    return render(request, page.template, {**shown, **(context or {})}, status=422 if filled.is_bound else 200)


def ran(form: Any, run: Callable[[], object]) -> bool:
    """Run an action by a valid form, and put what it refuses above the form."""
    if not form.is_valid():
        return False
    try:
        run()
    except StepRefused as refusal:
        form.add_error(None, message_of(refusal))
    except FileRefused as refusal:
        form.add_error(None, str(refusal))
    return not form.errors

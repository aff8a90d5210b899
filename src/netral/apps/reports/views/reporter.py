"""What the reporter's pages share: her draft from its cookie, the order of the questions, the way on and back."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from netral.apps.reports import draft_store
from netral.apps.reports.cookies import draft_token
from netral.apps.reports.domain.answers import Step
from netral.apps.reports.draft_store import OpenDraft

ROUTES = {
    Step.WHAT: "report_what",
    Step.WHO: "report_who",
    Step.WHERE: "report_where",
    Step.WHEN: "report_when",
    Step.EVIDENCE: "report_evidence",
    Step.REPORTER: "report_reporter",
}
# In the address of a question that was opened from the last page, to go back there.
CHANGING = "ubah"

DraftView = Callable[[HttpRequest, OpenDraft], HttpResponse]


def with_draft(view: DraftView) -> Callable[[HttpRequest], HttpResponse]:
    """Hand a view the draft of the browser; without one she starts anew, after sending she sees her receipt."""

    @functools.wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        draft = draft_store.find(draft_token(request))
        if draft is None:
            return redirect(f"{reverse('report_start')}?berakhir=1")
        return redirect("report_sent") if draft.sent else view(request, draft)

    return opened


def posted(request: HttpRequest) -> Any:
    """Return what was posted, or None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def onward(request: HttpRequest, step: Step) -> HttpResponse:
    """Go to the next question, or back to the last page when the reporter came from there."""
    steps = list(Step)
    following = steps[steps.index(step) + 1 :]
    if CHANGING in request.GET or not following:
        return redirect("report_check")
    return redirect(ROUTES[following[0]])


def again(request: HttpRequest, **more: str) -> HttpResponse:
    """Open the same question once more, as a fresh page."""
    query = request.GET.copy()
    for name, value in more.items():
        query[name] = value
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def question(request: HttpRequest, step: Step, context: dict[str, Any]) -> HttpResponse:
    """Show the page of a question."""
    steps = list(Step)
    place = steps.index(step)
    before = reverse(ROUTES[steps[place - 1]]) if place else reverse("report_start")
    shared = {
        "step": place + 1,
        "steps": len(steps),
        "back_url": reverse("report_check") if CHANGING in request.GET else before,
    }
    return render(request, f"reports/{step.value}.html", {**shared, **context})

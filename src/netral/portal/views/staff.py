"""The page staff see first: what waits for them, and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netral.apps.cases import api as cases
from netral.apps.reports import api as reports
from netral.foundation.accounts.access import actor_of, signed_in
from netral.portal.context import STAFF_NAVIGATION

_MOST_TERMS = 10


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show the signed-in person's running terms and the rooms she may enter."""
    actor = actor_of(request)
    rooms = [entry for entry in STAFF_NAVIGATION if actor.may(entry.permission)]
    waiting = reports.waiting(actor) if actor.may("reports.view") else None
    context = {
        "waiting": waiting,
        "waiting_url": reports.waiting_url(),
        "due": cases.due_soon(actor, _MOST_TERMS),
        "handles_cases": actor.may("cases.view"),
        "rooms": rooms,
    }
    return render(request, "portal/desk.html", context)

"""A supervisor's own passes: the list, asking for one, and taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.crossings.domain.passes import LIVE, OWN, PassState, PassVerb
from netral.apps.crossings.links import PASS_LINK
from netral.apps.crossings.pass_steps import OWN_ONES, STEPS
from netral.apps.crossings.queries.passes import own_passes_of
from netral.apps.crossings.queries.places import queue_place
from netral.apps.crossings.tables.passes import pass_standing, trip, vehicle
from netral.apps.crossings.views.passes import wished
from netral.apps.supervisors import api as supervisors
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ui.methods import form_page


@allowed(OWN)
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Show a supervisor her own passes and requests."""
    with elevated("the place in a waiting list counts everybody"):
        rows = [
            {
                "row": row,
                "standing": pass_standing(row),
                "when": trip(row),
                "vehicle": vehicle(row),
                "place": queue_place(row) if row.state == PassState.WAITING else 0,
                "link": PASS_LINK.token_of(row.pk),
                "is_live": row.state in LIVE,
            }
            for row in own_passes_of(actor_of(request))
        ]
    return render(request, "crossings/passes/own.html", {"passes": rows})


@allowed(OWN)
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a pass for oneself."""
    day = current_day()
    held = [each for each in supervisors.own_postings(actor_of(request)) if each.in_office(day)]
    if not held:
        messages.error(request, _("Anda tidak sedang bertugas, jadi tidak dapat meminta pas. Hubungi kantor Anda."))
        return redirect("own_passes")
    posting = min(held, key=lambda each: each.covers_id is not None)
    return wished(request, posting, "own_pass_ask", "own_passes", [])


@allowed(OWN)
@require_GET
def one(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Lead to the page of one of her own passes."""
    return redirect("pass_page", PASS_LINK.token_of(OWN_ONES.row_or_404(request, ident).pk))


@allowed(OWN)
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take one's own request or pass back."""
    row = OWN_ONES.row_or_404(request, ident)
    return OWN_ONES.answer(request, row, STEPS[PassVerb.WITHDRAW])

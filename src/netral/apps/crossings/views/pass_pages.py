"""The page of a pass, opened by its personal link without an account, and the same as a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.models import PriorityPass
from netral.apps.crossings.papers import pass_pdf
from netral.apps.crossings.queries.passes import pass_by_token
from netral.apps.crossings.queries.places import queue_place
from netral.apps.crossings.tables.passes import companions, pass_standing, trip, vehicle
from netral.foundation.accounts.access import keyed
from netral.foundation.ceremonies.slips import qr_svg
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now
from netral.foundation.ui.exports import pdf_response


@keyed("pass link")
@require_GET
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a pass with its symbol as long as it boards somebody, else where it stands and why."""
    row = _pass(token)
    status, tone = pass_standing(row)
    boards = row.state == PassState.GRANTED and not row.over(now())
    with elevated("the place in a waiting list counts everybody"):
        place = queue_place(row) if row.state == PassState.WAITING else 0
    context = {
        "pass": row,
        "token": token,
        "status": status,
        "tone": tone,
        "boards": boards,
        # Drawn here from the signed text alone.
        "symbol": SafeString(qr_svg(row.text)) if boards else "",
        "place": place,
        "when": trip(row),
        "vehicle": vehicle(row),
        "companions": companions(row),
        "zone": row.zone.key,
    }
    response = render(request, "crossings/passes/page.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@keyed("pass link")
@require_GET
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Send a pass as a PDF to print."""
    row = _pass(token)
    if row.state != PassState.GRANTED or row.over(now()):
        raise Http404(_("Pas ini tidak berlaku, jadi tidak dapat dicetak."))
    return pdf_response(pass_pdf(row), "pas.pdf")


def _pass(token: str) -> PriorityPass:
    row = pass_by_token(token)
    if row is None:
        raise Http404
    return row

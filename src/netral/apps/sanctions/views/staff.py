"""The register, one recommendation, each of its steps, and the follow-up of all."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from netral.apps.sanctions import queries
from netral.apps.sanctions.api import follow_up as follow_up_of_all
from netral.apps.sanctions.domain import TRANSITIONS, State, Verb
from netral.apps.sanctions.labels import STATES
from netral.apps.sanctions.models import Recommendation
from netral.apps.sanctions.papers import letter_of, status_name
from netral.apps.sanctions.tables import FollowUpTable, RecommendationTable
from netral.apps.sanctions.views.pages import STEP_PAGES, recommendation_or_404, step_page
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn

PERMISSIONS = {row.verb: row.permission for row in TRANSITIONS}


@allowed("sanctions.view")
@require_GET
def register(request: HttpRequest) -> HttpResponseBase:
    """List the recommendations in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.recommendations_of(actor), queries.waiting_for(actor))
    return table_response(request, RecommendationTable(rows), template="sanctions/register.html")


@allowed("sanctions.monitor")
@require_GET
def follow_up(request: HttpRequest) -> HttpResponseBase:
    """Show how far every appointing official got."""
    return table_response(request, FollowUpTable(follow_up_of_all()), template="sanctions/follow_up.html")


@allowed("sanctions.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one recommendation: what it rests on, how far it got, and the next step."""
    row = recommendation_or_404(request, ident)
    actor = actor_of(request)
    status, tone = STATES[row.state]
    context = {
        "recommendation": row,
        "status": status,
        "status_name": status_name(row),
        "tone": tone,
        "zone": zone_of(row.region_id).key,
        "proceeding": row.proceeding_set.first(),
        "decision": row.sanctiondecision_set.select_related("document").first(),
        "letter": letter_of(row),
        "terms": queries.terms_of(row),
        "timeline": queries.timeline(row),
        "next": _next(row, actor),
        "may_close": row.state == State.PROCEEDING
        and queries.next_verb(row) is Verb.DECIDE
        and actor.may("sanctions.decide"),
    }
    return render(request, "sanctions/recommendation.html", context)


@allowed("sanctions.view")
@require_GET
def letter(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the sealed letter of recommendation."""
    document = letter_of(recommendation_or_404(request, ident))
    if document is None:
        raise Http404
    return pdf_response(pdf_of(document), "rekomendasi.pdf")


@allowed("sanctions.proceed")
@form_page
def acknowledge(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Acknowledge a recommendation."""
    return step_page(request, ident, Verb.ACKNOWLEDGE)


@allowed("sanctions.proceed")
@form_page
def open_proceeding(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open the examination."""
    return step_page(request, ident, Verb.OPEN)


@allowed("sanctions.proceed")
@form_page
def examine(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record the examination."""
    return step_page(request, ident, Verb.EXAMINE)


@allowed("sanctions.decide")
@form_page
@takes_files("decision")
def decide(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record the decision with its document."""
    return step_page(request, ident, Verb.DECIDE)


@allowed("sanctions.proceed")
@form_page
def carry_out(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record that the sanction was carried out."""
    return step_page(request, ident, Verb.CARRY_OUT)


@allowed("sanctions.decide")
@form_page
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a recommendation without a sanction."""
    return step_page(request, ident, Verb.CLOSE)


def _next(row: Recommendation, actor: Actor) -> dict[str, Any] | None:
    verb = queries.next_verb(row)
    if verb is None:
        return None
    page = STEP_PAGES[verb]
    return {"title": page.title, "url": reverse(page.route, args=[row.pk]), "mine": actor.may(PERMISSIONS[verb])}

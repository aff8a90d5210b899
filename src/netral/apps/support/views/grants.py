"""The list of grants, a new one, one grant with its money, each of its steps, and what a delay does."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.support.actions.grants import ask_grant
from netral.apps.support.domain.grants import GrantState, GrantVerb
from netral.apps.support.forms.delay import DelayForm
from netral.apps.support.forms.grants import AskForm
from netral.apps.support.grant_views import lines_shown, may, payments_shown, terms_shown, verbs_for
from netral.apps.support.labels import GRANT_STATES
from netral.apps.support.models import Grant
from netral.apps.support.parties import NoParties, Parties, parties_of
from netral.apps.support.queries import grants as queries
from netral.apps.support.queries.honoraria_cover import cover_of, honorarium_line
from netral.apps.support.tables.grants import GrantTable
from netral.apps.support.views.grant_steps import STEP_PAGES, grant_or_404, step_page
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran
from netral.foundation.workflow.work import with_turn


@allowed("support.view")
@require_GET
def grants(request: HttpRequest) -> HttpResponseBase:
    """List the grants in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.grants_of(actor), queries.waiting_for(actor))
    return table_response(request, GrantTable(rows), template="support/grants/list.html")


@allowed("support.spend")
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the government of the reader's region for a grant for the current election."""
    actor = actor_of(request)
    try:
        parties = parties_of(actor)
    except NoParties as refusal:
        messages.error(request, message_of(refusal))
        return redirect("grant_list")
    form, made = AskForm(request.POST if request.method == "POST" else None), list[Grant]()
    if form.is_bound and ran(form, lambda: made.append(_asked(parties, form, actor))):
        messages.success(request, _("Permintaan hibah dicatat dan menunggu persetujuan pemerintah daerah."))
        return redirect("grant", made[0].pk)
    status = 422 if form.is_bound else 200
    return render(request, "support/grants/ask.html", {"form": form, "parties": parties}, status=status)


@allowed("support.view")
@require_GET
def grant(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one grant: its sums, its terms, its money, and the next steps."""
    row, actor = grant_or_404(request, ident), actor_of(request)
    status, tone = GRANT_STATES[row.state]
    context = {
        "grant": row,
        "status": status,
        "tone": tone,
        "steps": _steps(row, actor),
        "terms": terms_shown(row),
        "lines": lines_shown(row),
        "payments": payments_shown(row, actor),
        "spendings": list(queries.spendings_of(row)),
        "returns": list(queries.returns_of(row)),
        "may_correct": may(row, GrantVerb.SPEND, actor),
        "may_strike_payment": may(row, GrantVerb.PAY, actor),
        "may_strike_return": may(row, GrantVerb.RETURN, actor),
        "may_ask_what_if": row.state in (GrantState.SIGNED, GrantState.PAYING),
    }
    return render(request, "support/grants/grant.html", context)


@allowed("support.view")
@require_GET
def what_if(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show for how long honoraria are paid when an instalment comes late."""
    row = grant_or_404(request, ident)
    if row.state not in (GrantState.SIGNED, GrantState.PAYING):
        raise Http404
    form = DelayForm(request.GET or None, grant=row)
    cover = None
    if form.is_bound and form.is_valid():
        cover = cover_of(row, form.needs(), late=form.cleaned_data["tahap"], weeks=form.cleaned_data["minggu"])
    context = {"grant": row, "form": form, "cover": cover, "line": honorarium_line(row)}
    return render(request, "support/grants/what_if.html", context)


@allowed("support.spend")
@form_page
def revise(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Ask for other sums."""
    return step_page(request, ident, GrantVerb.REVISE)


@allowed("support.grant")
@form_page
def agree(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Agree to a grant."""
    return step_page(request, ident, GrantVerb.AGREE)


@allowed("support.agree")
@form_page
@takes_files("grant_paper")
def sign(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record the signed agreement."""
    return step_page(request, ident, GrantVerb.SIGN)


@allowed("support.grant")
@form_page
@takes_files("grant_paper")
def pay(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record a payment."""
    return step_page(request, ident, GrantVerb.PAY)


@allowed("support.spend")
@form_page
@takes_files("grant_paper")
def spend(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record what was spent."""
    return step_page(request, ident, GrantVerb.SPEND)


@allowed("support.spend")
@form_page
def propose(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Note the day of the proposal to confirm the elected candidate."""
    return step_page(request, ident, GrantVerb.PROPOSE)


@allowed("support.spend")
@form_page
@takes_files("grant_paper")
def give_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record what went back."""
    return step_page(request, ident, GrantVerb.RETURN)


@allowed("support.grant")
@form_page
def settle(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a grant."""
    return step_page(request, ident, GrantVerb.SETTLE)


def _steps(row: Grant, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps this actor can take now."""
    pages = [STEP_PAGES[verb] for verb in verbs_for(row, actor)]
    return [{"title": page.title, "url": reverse(page.route, args=[row.pk])} for page in pages]


def _asked(parties: Parties, form: AskForm, by: Actor) -> Grant:
    return ask_grant(
        receiver=parties.receiver,
        government=parties.government,
        election=parties.election,
        lines=form.sums(),
        by=by,
    )

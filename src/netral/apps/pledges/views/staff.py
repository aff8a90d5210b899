"""Pages of the personnel office: campaigns, the board, and the people behind it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from netral.apps.pledges.actions import pledge_steps
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.forms import ReasonForm
from netral.apps.pledges.labels import PLEDGE_STATUSES
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.queries import (
    campaigns_of,
    counts_of,
    coverage_by_unit,
    history_of,
    not_invited,
    papers_of,
    pledges_of,
    waiting_for,
    with_pledge_before,
    zone_of_campaign,
)
from netral.apps.pledges.tables import BoardTable, CampaignsTable, PeopleTable, figures_of
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.elections.queries import NoElection, current_election, stages
from netral.foundation.ledger.clock import now, today
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.outreach.labels import CALL_STATUSES
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn

# More bars than that are no picture; the table shows every unit.
MOST_BARS = 25


@allowed("pledges.view")
@require_GET
def campaigns(request: HttpRequest) -> HttpResponseBase:
    """List the campaigns of the reader's institution."""
    actor = actor_of(request)
    rows = with_turn(campaigns_of(actor), waiting_for(actor))
    return table_response(request, CampaignsTable(rows), template="pledges/campaigns.html")


@allowed("pledges.view")
@require_GET
def campaign(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show a draft with what it will do, or a campaign with its coverage board."""
    found = campaign_of(request, ident)
    if found.status == CallStatus.DRAFT:
        return redirect("campaign_draft", ident)
    pledges = pledges_of(found, actor_of(request))
    board = coverage_by_unit(found, pledges)
    shares = [(row.unit, row.counts.share) for row in sorted(board, key=lambda row: -row.counts.share)]
    context = {
        **_about(request, found),
        **_figures(found, pledges.count(), counts_of(pledges)),
        "bars": shares if len(shares) <= MOST_BARS else [],
    }
    return table_response(request, BoardTable(board), template="pledges/campaign.html", context=context)


@allowed("pledges.view")
@require_GET
def figures(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the figures of a board alone, for a page that looks again every few seconds."""
    found = campaign_of(request, ident)
    pledges = pledges_of(found, actor_of(request))
    context = {"campaign": found, **_figures(found, pledges.count(), counts_of(pledges))}
    return render(request, "pledges/parts/figures.html", context)


@allowed("pledges.view")
@require_GET
def people(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List the people of a campaign."""
    found = campaign_of(request, ident)
    table = PeopleTable(with_pledge_before(pledges_of(found, actor_of(request))))
    return table_response(request, table, template="pledges/people.html", context={"campaign": found})


@allowed("pledges.view")
@require_GET
def person(request: HttpRequest, ident: UUID, pledge: UUID) -> HttpResponse:
    """Show one person's pledge: where it stands, its papers, and what happened."""
    found = campaign_of(request, ident)
    row = get_object_or_404(with_pledge_before(pledges_of(found, actor_of(request))), pk=pledge)
    zone = zone_of_campaign(found).key
    context = {
        "campaign": found,
        "pledge": row,
        "tone": PLEDGE_STATUSES[row.status][1],
        "objections": found.text.titles(row.objections),
        "documents": papers_of(row),
        "timeline": history_of(row, zone),
        "zone": zone,
        "may_manage": actor_of(request).may("pledges.manage"),
    }
    return render(request, "pledges/person.html", context)


@allowed("pledges.manage")
@form_page
def withdraw(request: HttpRequest, ident: UUID, pledge: UUID) -> HttpResponse:
    """Withdraw a pledge that was signed by mistake."""
    found, actor = campaign_of(request, ident), actor_of(request)
    row = get_object_or_404(pledges_of(found, actor), pk=pledge)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if row.stands != PledgeStatus.SIGNED:
        return redirect("campaign_person", ident, pledge)
    if form.is_bound and form.is_valid():
        try:
            pledge_steps.withdraw_mistaken(pledge=row, reason=form.cleaned_data["alasan"], by=actor)
        except StepRefused:
            # Taken back by its holder meanwhile: the page of the person says so.
            return redirect("campaign_person", ident, pledge)
        return redirect("campaign_person", ident, pledge)
    return render(request, "pledges/withdraw_mistaken.html", {"campaign": found, "pledge": row, "form": form})


def campaign_of(request: HttpRequest, ident: UUID) -> Campaign:
    """Return a campaign that the reader may see, or answer that there is none."""
    return get_object_or_404(campaigns_of(actor_of(request)).select_related("renews"), pk=ident)


def stage_name(code: str) -> str:
    """Return what an election stage is called; its code where the election is not known any more."""
    try:
        names = {stage.code: stage.name for stage in stages(current_election())}
    except NoElection:
        return code
    return names.get(code, code)


def _about(request: HttpRequest, found: Campaign) -> dict[str, Any]:
    zone = zone_of_campaign(found)
    day = today(zone)
    closed_today = found.closed_at is not None and found.closed_at.astimezone(zone).date() == day
    return {
        "campaign": found,
        "tone": CALL_STATUSES[found.status][1],
        "text": found.text,
        "stage": stage_name(found.stage_code),
        "may_manage": actor_of(request).may("pledges.manage"),
        "waits_for_staff": not found.turns.for_everybody(day),
        "may_reopen": closed_today,
    }


def _figures(found: Campaign, invited: int, counts: Any) -> dict[str, Any]:
    left = not_invited(found).count()
    return {
        "counts": counts,
        "figures": figures_of(found, counts),
        "waiting": 0 if found.inviting else left,
        "invited": max(found.to_invite - left, 0) if found.inviting else invited,
        "read_at": now(),
        "zone": zone_of_campaign(found).key,
    }

"""Pages of the personnel office: campaigns, the coverage board, reminders and slips."""

from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from netral.apps.pledges import papers
from netral.apps.pledges.actions import campaigns as steps
from netral.apps.pledges.actions import signing
from netral.apps.pledges.domain import NotNow
from netral.apps.pledges.forms import CampaignForm
from netral.apps.pledges.models import Campaign, CampaignStatus, PledgeStatus
from netral.apps.pledges.queries import campaigns_of, counts_of, coverage_by_unit, pledges_of, slips_by_unit
from netral.apps.pledges.tables import CAMPAIGN_TONES, BoardTable, CampaignsTable, PeopleTable
from netral.apps.pledges.views.public import as_pdf
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.registry.queries import active_under, government_of_actor
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.ui.tables import table_response


@allowed("pledges.view")
@require_GET
def campaigns(request: HttpRequest) -> HttpResponseBase:
    """List the campaigns of the reader's institution."""
    table = CampaignsTable(campaigns_of(actor_of(request)))
    return table_response(request, table, template="pledges/campaigns.html")


@allowed("pledges.manage")
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Prepare a campaign; the text is shown before it is made."""
    actor = actor_of(request)
    government = government_of_actor(actor)
    institution = Institution.objects.filter(pk=actor.institution_id).first() if actor.institution_id else None
    form = CampaignForm(request.POST if request.method == "POST" else None, today=today(ZoneInfo(settings.TIME_ZONE)))
    if form.is_bound and form.is_valid() and government and institution:
        campaign = steps.create_campaign(draft=form.draft(), institution=institution, government=government, by=actor)
        return redirect("campaign", campaign.pk)
    return render(request, "pledges/create.html", {"form": form, "government": government, "text": form.template})


@allowed("pledges.view")
@require_GET
def campaign(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show a campaign with its coverage board."""
    found = _campaign(request, ident)
    pledges = pledges_of(found, actor_of(request))
    board = coverage_by_unit(pledges)
    context = {
        "campaign": found,
        "tone": CAMPAIGN_TONES[CampaignStatus(found.status)],
        "text": found.text,
        "counts": counts_of(pledges),
        "bars": [(row.unit, row.counts.share) for row in sorted(board, key=lambda row: -row.counts.share)],
        "waiting": active_under(found.government.path).exclude(pk__in=pledges.values("person")).count(),
        "may_manage": actor_of(request).may("pledges.manage"),
    }
    return table_response(request, BoardTable(board), template="pledges/campaign.html", context=context)


@allowed("pledges.view")
@require_GET
def people(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List the people of a campaign."""
    found = _campaign(request, ident)
    table = PeopleTable(pledges_of(found, actor_of(request)))
    return table_response(request, table, template="pledges/people.html", context={"campaign": found})


@allowed("pledges.view")
@require_GET
def copy(request: HttpRequest, ident: UUID, pledge: UUID) -> HttpResponse:
    """Send a copy of a signed pledge."""
    actor = actor_of(request)
    signed = pledges_of(_campaign(request, ident), actor).filter(status=PledgeStatus.SIGNED)
    found = get_object_or_404(signed, pk=pledge)
    signing.take_copy(pledge=found, by=actor)
    return as_pdf(found)


@allowed("pledges.manage")
@require_POST
def open_campaign(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a campaign and invite everybody."""
    return _do(request, ident, lambda found, by: _invited(steps.open_campaign(campaign=found, by=by)))


@allowed("pledges.manage")
@require_POST
def invite(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Invite who joined the roster since."""
    return _do(request, ident, lambda found, by: _invited(steps.invite_newcomers(campaign=found, by=by)))


@allowed("pledges.manage")
@require_POST
def remind(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Remind by e-mail everybody who has not answered."""
    return _do(request, ident, lambda found, by: _reminded(steps.remind(campaign=found, by=by)))


@allowed("pledges.manage")
@require_POST
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a campaign."""

    def do(found: Campaign, by: Actor) -> str:
        steps.close_campaign(campaign=found, by=by)
        return _("Kampanye ditutup. Tautan pribadi tidak bisa dipakai lagi.")

    return _do(request, ident, do)


@allowed("pledges.manage")
@require_GET
def slips(request: HttpRequest, ident: UUID) -> HttpResponse:
    """List the units that need printed slips."""
    found = _campaign(request, ident)
    return render(request, "pledges/slips.html", {"campaign": found, "units": slips_by_unit(found)})


@allowed("pledges.manage")
@require_GET
def unit_slips(request: HttpRequest, ident: UUID, unit: UUID) -> HttpResponse:
    """Send the printed slips of one unit."""
    found = _campaign(request, ident)
    printed = steps.print_slips(campaign=found, unit_id=unit, by=actor_of(request))
    if not printed:
        messages.info(request, _("Tidak ada slip untuk unit ini: semua punya e-mail atau sudah berikrar."))
        return redirect("campaign_slips", ident)
    response = HttpResponse(papers.slips_pdf(found, papers.slips_of(printed)), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="slip-ikrar.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _campaign(request: HttpRequest, ident: UUID) -> Campaign:
    return get_object_or_404(campaigns_of(actor_of(request)), pk=ident)


def _do(request: HttpRequest, ident: UUID, step: Callable[[Campaign, Actor], str]) -> HttpResponse:
    found = _campaign(request, ident)
    try:
        messages.success(request, step(found, actor_of(request)))
    except NotNow:
        messages.warning(request, _("Langkah ini tidak bisa lagi: keadaan kampanye sudah berubah. Lihat di bawah ini."))
    except NoSealKey as error:
        messages.error(request, str(error))
    return redirect("campaign", ident)


def _invited(number: int) -> str:
    return ngettext("%(n)s ASN diundang.", "%(n)s ASN diundang.", number) % {"n": number}


def _reminded(number: int) -> str:
    if not number:
        return _("Tidak ada yang perlu diingatkan sekarang. Pengingat dikirim paling sering sekali dalam 20 jam.")
    return ngettext("%(n)s ASN diingatkan.", "%(n)s ASN diingatkan.", number) % {"n": number}

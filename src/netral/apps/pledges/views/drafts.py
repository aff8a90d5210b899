"""Pages that prepare a campaign: made, changed, shown before anybody is invited, made again for another stage."""

import re
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.actions import campaigns as steps
from netral.apps.pledges.forms import CampaignForm, as_filled
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.papers import sample_document
from netral.apps.pledges.queries import called_by, heads_called, units_to_call, zone_of_campaign
from netral.apps.pledges.tables import HeadsTable
from netral.apps.pledges.views.staff import campaign_of, stage_name
from netral.engines.seal.documents.render import render as as_pdf
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.clock import now, today
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.outreach.forms import UnitsForm
from netral.foundation.registry.queries import government_of_actor
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response

# So many units are shown to tick; a search finds the others.
MOST_UNITS = 60


@allowed("pledges.manage")
@form_page
def create(request: HttpRequest) -> HttpResponse:
    """Prepare a campaign; the texts are shown before it is made."""
    actor = actor_of(request)
    government = government_of_actor(actor)
    institution = Institution.objects.filter(pk=actor.institution_id).first() if actor.institution_id else None
    form = CampaignForm(_given(request), today=today(ZoneInfo(settings.TIME_ZONE)))
    if form.is_bound and form.is_valid() and government and institution:
        made = steps.create_campaign(inputs=form.inputs(), institution=institution, government=government, by=actor)
        return redirect("campaign_units" if form.wants_some_units else "campaign_draft", made.pk)
    return render(request, "pledges/create.html", {"form": form, "government": government})


@allowed("pledges.manage")
@form_page
def renew(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Prepare a campaign for a new stage from an earlier one: same people, same turns, newest text."""
    earlier, actor = campaign_of(request, ident), actor_of(request)
    day = today(zone_of_campaign(earlier))
    filled = {**as_filled(earlier), "tahapan": "", "mulai": None, "selesai": None, "giliran_staf": None}
    form = CampaignForm(_given(request), today=day, with_units=False, initial=filled)
    if form.is_bound and form.is_valid():
        inputs = form.inputs(units=earlier.units, renews=earlier)
        made = steps.create_campaign(
            inputs=inputs, institution=earlier.institution, government=earlier.government, by=actor
        )
        return redirect("campaign_draft", made.pk)
    return render(request, "pledges/create.html", {"form": form, "government": earlier.government, "earlier": earlier})


@allowed("pledges.manage")
@form_page
def edit(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Change a campaign that nobody was invited to yet."""
    found = campaign_of(request, ident)
    if found.status != CallStatus.DRAFT:
        return _too_late(request, ident)
    day = today(zone_of_campaign(found))
    form = CampaignForm(_given(request), today=day, with_units=False, initial=as_filled(found))
    if form.is_bound and form.is_valid():
        try:
            steps.change_campaign(campaign=found, inputs=form.inputs(), by=actor_of(request))
        except StepRefused:
            return _too_late(request, ident)
        return redirect("campaign_draft", ident)
    return render(request, "pledges/edit.html", {"form": form, "campaign": found})


@allowed("pledges.manage")
@form_page
def units(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Choose which units a draft calls; what is ticked stays while others are searched."""
    found = campaign_of(request, ident)
    if found.status != CallStatus.DRAFT:
        return _too_late(request, ident)
    words = (request.POST if request.method == "POST" else request.GET).get("cari", "").replace("\0", "").strip()
    matching = list(units_to_call(found.government, words))
    shown = [(str(unit.pk), unit.name) for unit in matching[:MOST_UNITS]]
    form = UnitsForm(_given(request), shown=shown, initial={"unit": [str(unit) for unit in found.units]})
    if form.is_bound and form.is_valid():
        return _units_chosen(request, found, form, {UUID(unit) for unit, _name in shown}, words)
    known = units_to_call(found.government).filter(pk__in=found.units)
    context = {"campaign": found, "form": form, "words": words, "chosen": known, "more": len(matching) - len(shown)}
    return render(request, "pledges/units.html", context)


@allowed("pledges.view")
@require_GET
def draft(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show what a draft will do: whom it calls, in which turn, with which text."""
    found = campaign_of(request, ident)
    if found.status != CallStatus.DRAFT:
        return redirect("campaign", ident)
    heads = heads_called(found)
    context: dict[str, Any] = {
        "campaign": found,
        "text": found.text,
        "stage": stage_name(found.stage_code),
        "units": units_to_call(found.government).filter(pk__in=found.units),
        "waiting": called_by(found).count(),
        "without_email": called_by(found).filter(email="").count(),
        "heads": len(heads),
        "headless": called_by(found).values("unit").distinct().count() - len({head.unit_id for head in heads}),
        "may_manage": actor_of(request).may("pledges.manage"),
    }
    return render(request, "pledges/draft.html", context)


@allowed("pledges.view")
@require_GET
def heads(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List who counts as head of a unit by the words of a draft."""
    found = campaign_of(request, ident)
    if found.status != CallStatus.DRAFT:
        return redirect(f"{reverse('campaign_people', args=[ident])}?kepala=True")
    return table_response(
        request, HeadsTable(heads_called(found)), template="pledges/heads.html", context={"campaign": found}
    )


@allowed("pledges.view")
@require_GET
def preview(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the document as it will be, of a person who does not exist and without a seal."""
    found = campaign_of(request, ident)
    name = re.sub(r"[^a-z0-9]+", "-", found.text.code)
    sample = as_pdf(sample_document(found, now(), zone_of_campaign(found)))
    return pdf_response(sample, f"contoh-{name}.pdf", as_attachment=False)


@allowed("pledges.manage")
@require_POST
def delete(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Delete a campaign that nobody was invited to."""
    found = campaign_of(request, ident)
    try:
        steps.delete_campaign(campaign=found, by=actor_of(request))
    except StepRefused:
        messages.warning(
            request, _("Kampanye ini tidak bisa dihapus: sudah dibuka, atau sudah ada pelantikan yang direncanakan.")
        )
        return redirect("campaign", ident)
    messages.success(request, _("Konsep “%(title)s” dihapus.") % {"title": found.title})
    return redirect("campaign_list")


def _units_chosen(request: HttpRequest, found: Campaign, form: UnitsForm, shown: set[UUID], words: str) -> HttpResponse:
    chosen = (set(found.units) - shown) | form.ticked
    if "semua" in request.POST:
        chosen = set()
    try:
        steps.choose_units(campaign=found, units=list(chosen), by=actor_of(request))
    except StepRefused:
        return _too_late(request, found.pk)
    if "cari_lagi" in request.POST:
        query = QueryDict(mutable=True)
        query["cari"] = words
        return redirect(f"{reverse('campaign_units', args=[found.pk])}?{query.urlencode()}")
    return redirect("campaign_draft", found.pk)


def _given(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _too_late(request: HttpRequest, ident: UUID) -> HttpResponse:
    messages.warning(request, _("Kampanye ini sudah dibuka, jadi konsepnya tidak bisa diubah lagi."))
    return redirect("campaign", ident)

"""Pages of the personnel office about a ceremony: planning, who takes part, slips, beginning, witnesses, ending."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.actions import ceremonies as steps
from netral.apps.pledges.ceremonies.forms import LARGEST_LIST, NumbersForm, unit_words
from netral.apps.pledges.ceremonies.kind import INAUGURATION
from netral.apps.pledges.ceremonies.participants import call_by_nip
from netral.apps.pledges.ceremonies.status import (
    called_to,
    ceremonies_of,
    progress_of,
    units_to_call,
    with_refusals,
)
from netral.apps.pledges.ceremonies.tables import CalledTable, CeremoniesTable
from netral.apps.pledges.models import Ceremony
from netral.apps.pledges.queries import campaigns_of, zone_of_campaign
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ceremonies.actions.ceremonies import plan_ceremony
from netral.foundation.ceremonies.forms import CeremonyForm
from netral.foundation.ceremonies.views.desk import CeremonyDesk
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.outreach.forms import UnitsForm
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed

DESK = CeremonyDesk(INAUGURATION)


@allowed("pledges.view")
@require_GET
def ceremonies(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List the ceremonies of a campaign."""
    actor = actor_of(request)
    campaign = get_object_or_404(campaigns_of(actor), pk=ident)
    context = {"campaign": campaign, "may_manage": actor.may("pledges.manage")}
    table = CeremoniesTable(ceremonies_of(actor).filter(campaign=campaign))
    return table_response(request, table, template="pledges/ceremony/list.html", context=context)


@allowed("pledges.manage")
@form_page
def plan(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Plan a ceremony."""
    actor = actor_of(request)
    campaign = get_object_or_404(campaigns_of(actor), pk=ident)
    form = CeremonyForm(request.POST if request.method == "POST" else None, today=today(zone_of_campaign(campaign)))
    if form.is_bound and form.is_valid():
        made = Ceremony(campaign=campaign, scopes=list(campaign.scopes))
        try:
            plan_ceremony(kind=INAUGURATION, ceremony=made, inputs=form.inputs(), by=actor)
        except StepRefused:
            form.add_error(None, _("Kampanye ini tidak dibuka, jadi pelantikan tidak bisa direncanakan di dalamnya."))
        else:
            return redirect("ceremony_people", made.pk)
    return render(request, "pledges/ceremony/plan.html", {"campaign": campaign, "form": form})


@allowed("pledges.view")
@require_GET
def ceremony(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show a ceremony: what to do next, its kiosks, its people, looking again by itself while it runs."""
    found = ceremony_or_404(request, ident)
    actor = actor_of(request)
    context = {**DESK.context(found, may_manage=actor.may("pledges.manage")), "progress": progress_of(found)}
    table = CalledTable(with_refusals(called_to(found)))
    return table_response(request, table, template="pledges/ceremony/ceremony.html", context=context)


@allowed("pledges.manage")
@form_page
@takes_bytes(LARGEST_LIST)
def people(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Call whole units, or people by their NIPs; each number that calls nobody is named."""
    found = ceremony_or_404(request, ident)
    by_unit = UnitsForm(
        request.POST if "unit" in request.POST or "units" in request.POST else None,
        shown=[(str(unit), unit_words(name, people)) for unit, name, people in units_to_call(found.campaign)],
        needed=True,
    )
    is_numbers = request.method == "POST" and not by_unit.is_bound
    by_number = NumbersForm(request.POST, request.FILES) if is_numbers else NumbersForm()
    context = {"ceremony": found, "units": by_unit, "numbers": by_number, "called": called_to(found).count()}
    if by_unit.is_bound and by_unit.is_valid():
        units = sorted(by_unit.ticked)
        return _do(request, found, lambda by: _called(steps.call_units(ceremony=found, units=units, by=by)))
    if by_number.is_bound and by_number.is_valid():
        day = today(zone_of_campaign(found.campaign))
        listed = call_by_nip(found.campaign, found, by_number.cleaned_data["numbers"], day)
        if not listed.unfound:
            pledges = listed.pledges
            return _do(request, found, lambda by: _called(steps.call_people(ceremony=found, pledges=pledges, by=by)))
        if listed.pledges:
            context["called_now"] = steps.call_people(ceremony=found, pledges=listed.pledges, by=actor_of(request))
        context |= {"unfound": listed.unfound, "called": called_to(found).count()}
    return render(request, "pledges/ceremony/people.html", context)


@allowed("pledges.manage")
@require_GET
def slip_list(request: HttpRequest, ident: UUID) -> HttpResponse:
    """List what can be printed, unit by unit."""
    return DESK.slip_list(request, ceremony_or_404(request, ident))


@allowed("pledges.manage")
@require_GET
def slip_file(request: HttpRequest, ident: UUID, part: str, unit: UUID | None = None) -> HttpResponse:
    """Send slips, PINs, or both on one sheet, of a unit or of everybody."""
    return DESK.slip_file(request, ceremony_or_404(request, ident), part, unit)


@allowed("pledges.manage")
@require_GET
def witness_slips(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the slips of the witnesses."""
    return DESK.witness_slips(ceremony_or_404(request, ident))


@allowed("pledges.manage")
@require_POST
def begin(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Begin the ceremony."""
    return DESK.begin(request, ceremony_or_404(request, ident))


@allowed("pledges.manage")
@require_POST
def end(request: HttpRequest, ident: UUID) -> HttpResponse:
    """End the ceremony."""
    return DESK.end(request, ceremony_or_404(request, ident))


@allowed("pledges.manage")
@form_page
def witness(request: HttpRequest, ident: UUID, witness: UUID) -> HttpResponse:
    """Confirm for a witness, with a note."""
    return DESK.witness(request, ceremony_or_404(request, ident), witness)


def ceremony_or_404(request: HttpRequest, ident: UUID) -> Ceremony:
    """Return a ceremony that the reader may see."""
    return get_object_or_404(ceremonies_of(actor_of(request)), pk=ident)


def _do(request: HttpRequest, found: Ceremony, step: Callable[[Actor], str]) -> HttpResponse:
    return pressed(request, step, "ceremony", found.pk)


def _called(number: int) -> str:
    if not number:
        return _("Tidak ada peserta baru.")
    return ngettext("%(n)s peserta ditambahkan.", "%(n)s peserta ditambahkan.", number) % {"n": number}

"""Pages of the personnel office about a ceremony: planning, who takes part, slips, beginning, witnesses, ending."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.actions import ceremonies as steps
from netral.apps.pledges.ceremonies import slips
from netral.apps.pledges.ceremonies.forms import LARGEST_LIST, CeremonyForm, NumbersForm, WitnessForm, unit_words
from netral.apps.pledges.ceremonies.jobs import seal_later
from netral.apps.pledges.ceremonies.labels import REFUSALS
from netral.apps.pledges.ceremonies.participants import call_by_nip
from netral.apps.pledges.ceremonies.slips import Part
from netral.apps.pledges.ceremonies.status import (
    called_to,
    ceremonies_of,
    kiosks_of,
    newest_of,
    progress_of,
    units_called,
    units_to_call,
    with_refusals,
    witnesses_of,
)
from netral.apps.pledges.ceremonies.tables import CalledTable, CeremoniesTable
from netral.apps.pledges.domain import CeremonyStatus
from netral.apps.pledges.labels import CEREMONY_STATUSES
from netral.apps.pledges.models import Ceremony, Witness
from netral.apps.pledges.queries import campaigns_of, zone_of_campaign
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.outreach.forms import UnitsForm
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed

REFRESH_SECONDS = 5


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
        try:
            made = steps.plan_ceremony(campaign=campaign, inputs=form.inputs(), by=actor)
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
    is_running = found.status == CeremonyStatus.OPEN
    context = {
        "ceremony": found,
        "tone": CEREMONY_STATUSES[found.status][1],
        "progress": progress_of(found),
        "kiosks": kiosks_of(found, now()),
        "newest": [(each, REFUSALS.get(each.reason, "")) for each in newest_of(found)],
        "witnesses": witnesses_of(found),
        "zone": zone_of_campaign(found.campaign).key,
        "refresh": REFRESH_SECONDS if is_running else 0,
        "may_manage": actor.may("pledges.manage"),
    }
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
    found = ceremony_or_404(request, ident)
    return render(request, "pledges/ceremony/slips.html", {"ceremony": found, "units": units_called(found)})


@allowed("pledges.manage")
@require_GET
def slip_file(request: HttpRequest, ident: UUID, part: str, unit: UUID | None = None) -> HttpResponse:
    """Send slips, PINs, or both on one sheet, of a unit or of everybody."""
    found = ceremony_or_404(request, ident)
    wanted = _part(part)
    printed = steps.print_slips(ceremony=found, unit_id=unit, part=wanted, by=actor_of(request))
    if not printed:
        messages.info(request, _("Tidak ada slip untuk dicetak: semua sudah berikrar, atau belum ada peserta."))
        return redirect("ceremony_slips", ident)
    return pdf_response(slips.slips_pdf(found, slips.slips_of(printed), wanted), f"pelantikan-{wanted}.pdf")


@allowed("pledges.manage")
@require_GET
def witness_slips(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the slips of the witnesses."""
    found = ceremony_or_404(request, ident)
    witnesses = list(witnesses_of(found))
    return pdf_response(slips.slips_pdf(found, slips.slips_of_witnesses(witnesses), Part.BOTH), "slip-saksi.pdf")


@allowed("pledges.manage")
@require_POST
def begin(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Begin the ceremony."""
    found = ceremony_or_404(request, ident)

    def do(by: Actor) -> str:
        steps.begin_ceremony(ceremony=found, by=by)
        return _("Pelantikan dimulai. Kios sekarang menerima konfirmasi.")

    return _do(request, found, do)


@allowed("pledges.manage")
@require_POST
def end(request: HttpRequest, ident: UUID) -> HttpResponse:
    """End the ceremony."""
    found = ceremony_or_404(request, ident)

    def do(by: Actor) -> str:
        steps.end_ceremony(ceremony=found, by=by)
        seal_later(found.campaign_id)
        return _("Pelantikan selesai. Antrean yang belum sampai dari kios masih diterima.")

    return _do(request, found, do)


@allowed("pledges.manage")
@form_page
def witness(request: HttpRequest, ident: UUID, witness: UUID) -> HttpResponse:
    """Confirm for a witness, with a note."""
    found = ceremony_or_404(request, ident)
    who: Witness = get_object_or_404(witnesses_of(found), pk=witness)
    form = WitnessForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():

        def do(by: Actor) -> str:
            steps.confirm_witness(witness=who, note=form.cleaned_data["catatan"], by=by)
            return _("Kesaksian %(name)s dicatat.") % {"name": who.name}

        return _do(request, found, do)
    return render(request, "pledges/ceremony/witness.html", {"ceremony": found, "witness": who, "form": form})


def ceremony_or_404(request: HttpRequest, ident: UUID) -> Ceremony:
    """Return a ceremony that the reader may see."""
    return get_object_or_404(ceremonies_of(actor_of(request)), pk=ident)


def _do(request: HttpRequest, found: Ceremony, step: Callable[[Actor], str]) -> HttpResponse:
    return pressed(request, step, "ceremony", found.pk)


def _called(number: int) -> str:
    if not number:
        return _("Tidak ada peserta baru.")
    return ngettext("%(n)s peserta ditambahkan.", "%(n)s peserta ditambahkan.", number) % {"n": number}


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError as error:
        raise Http404 from error

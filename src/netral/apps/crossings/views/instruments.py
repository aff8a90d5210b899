"""Instruments that grant priority: the list, a new one, one with its quotas, and each of its steps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET

from netral.apps.crossings.actions import instruments as actions
from netral.apps.crossings.actions.instruments import INSTRUMENTS
from netral.apps.crossings.domain.instruments import InstrumentState, InstrumentVerb
from netral.apps.crossings.forms import instruments as forms
from netral.apps.crossings.labels import VEHICLES
from netral.apps.crossings.models import Instrument
from netral.apps.crossings.pass_labels import PASS_STATES
from netral.apps.crossings.queries import instruments as queries
from netral.apps.crossings.queries.network import crossings_of
from netral.apps.crossings.queries.passes import resting_on
from netral.apps.crossings.tables.instruments import InstrumentTable, standing
from netral.apps.supervisors import api as supervisors
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages, ran
from netral.foundation.workflow.work import with_turn

PAGES: StepPages[Instrument, InstrumentState, InstrumentVerb] = StepPages(
    INSTRUMENTS,
    queries.instrument_for,
    "instrument",
    "instrument",
    "crossings/instruments/step.html",
    lambda row: f"{row.number}: {row.title}",
)
STEP_PAGES: dict[InstrumentVerb, StepPage[InstrumentVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            InstrumentVerb.CONFIRM,
            "instrument_confirm",
            gettext_lazy("Sahkan surat"),
            gettext_lazy("Sahkan"),
            gettext_lazy("Surat berlaku menurut tanggalnya."),
            forms.InstrumentConfirmForm,
            run=lambda row, _form, by: actions.confirm_instrument(instrument=row, by=by),
        ),
        StepPage(
            InstrumentVerb.WITHDRAW,
            "instrument_withdraw",
            gettext_lazy("Tarik rancangan"),
            gettext_lazy("Tarik"),
            gettext_lazy("Rancangan ditarik."),
            forms.InstrumentWithdrawForm,
            run=lambda row, form, by: actions.withdraw_instrument(
                instrument=row, words=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            InstrumentVerb.REVOKE,
            "instrument_revoke",
            gettext_lazy("Cabut surat"),
            gettext_lazy("Cabut"),
            gettext_lazy("Surat dicabut. Prioritas menurut surat ini berhenti."),
            forms.InstrumentRevokeForm,
            run=lambda row, form, by: actions.revoke_instrument(
                instrument=row, words=form.cleaned_data["alasan"], by=by
            ),
        ),
    )
}


@allowed("crossings.view")
@require_GET
def instruments(request: HttpRequest) -> HttpResponseBase:
    """List the instruments in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.instruments_of(actor), queries.waiting_for(actor))
    return table_response(request, InstrumentTable(rows), template="crossings/instruments/list.html")


@allowed("crossings.draft")
@form_page
@takes_files("crossing_instrument")
def new_instrument(request: HttpRequest) -> HttpResponse:
    """Record an instrument with its scan."""
    form = forms.PriorityLetterForm(request.POST or None, request.FILES or None)
    made: list[Instrument] = []
    if request.method == "POST" and ran(
        form,
        lambda: made.append(actions.draft_instrument(inputs=form.inputs(), by=actor_of(request))),
        file_at=forms.SCAN,
    ):
        messages.success(request, _("Surat dicatat. Isi kuotanya, lalu minta orang kedua mengesahkan."))
        return redirect("instrument", made[0].pk)
    context = {"form": form, "title": _("Catat surat prioritas"), "back": reverse("instrument_list"), "files": True}
    return render(request, "crossings/form.html", context, status=422 if form.errors else 200)


@allowed("crossings.view")
@require_GET
def instrument(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one instrument: what it grants, its quotas, and the next step."""
    row = PAGES.row_or_404(request, ident)
    actor = actor_of(request)
    status, tone = standing(row)
    pages = [STEP_PAGES[verb] for verb in queries.verbs_for(actor, row)]
    is_own = row.government_id == actor.institution_id
    quotas = row.quotas.select_related("crossing__origin", "crossing__destination")
    context = {
        "instrument": row,
        "status": status,
        "tone": tone,
        "roles": [supervisors.POSTS[role] for role in row.roles],
        "quotas": [(each.crossing, VEHICLES[each.vehicle_class], each.places) for each in quotas],
        "resting": [(PASS_STATES[state][0], count) for state, count in resting_on(row.pk).items()],
        "steps": [{"title": page.title, "url": reverse(page.route, args=[row.pk])} for page in pages],
        "may_set_quota": is_own and row.state == InstrumentState.DRAFT and actor.may("crossings.draft"),
        "wrote_it": str(row.drafted_by_id) == actor.id,
        "timeline": queries.history_of(row),
    }
    return render(request, "crossings/instruments/instrument.html", context)


@allowed("crossings.draft")
@form_page
def quota(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Say how many priority places each departure of a crossing has."""
    row = PAGES.row_or_404(request, ident)
    actor = actor_of(request)
    form = forms.QuotaForm(request.POST or None, crossings=crossings_of(actor).filter(closed_on=None))
    if form.is_bound and ran(form, lambda: actions.set_quota(instrument=row, inputs=form.inputs(), by=actor)):
        messages.success(request, _("Kuota disimpan."))
        return redirect("instrument", row.pk)
    context = {
        "form": form,
        "title": _("Kuota surat %(row)s") % {"row": row},
        "back": reverse("instrument", args=[row.pk]),
    }
    return render(request, "crossings/form.html", context, status=422 if form.errors else 200)


@allowed("crossings.confirm")
@form_page
def confirm(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Put an instrument in force."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), STEP_PAGES[InstrumentVerb.CONFIRM])


@allowed("crossings.draft")
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Withdraw a draft."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), STEP_PAGES[InstrumentVerb.WITHDRAW])


@allowed("crossings.confirm")
@form_page
def revoke(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Revoke an instrument."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), STEP_PAGES[InstrumentVerb.REVOKE])

"""The network of an operator: crossings, vessels and timetables, what is added to them, and what ends."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET

from netral.apps.crossings.actions import network, timetables
from netral.apps.crossings.forms import network as forms
from netral.apps.crossings.queries import network as queries
from netral.apps.crossings.queries.parties import operator_of
from netral.apps.crossings.queries.timetables import timetable_for, timetables_of
from netral.apps.crossings.tables.network import CrossingTable, TimetableTable, VesselTable, days, running
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran

Run = Callable[[Any], object]


@allowed("crossings.view")
@require_GET
def crossings(request: HttpRequest) -> HttpResponseBase:
    """List the crossings in the reader's scope."""
    table = CrossingTable(queries.crossings_of(actor_of(request)))
    return table_response(request, table, template="crossings/network/crossings.html")


@allowed("crossings.view")
@require_GET
def vessels(request: HttpRequest) -> HttpResponseBase:
    """List the vessels in the reader's scope."""
    table = VesselTable(queries.vessels_of(actor_of(request)))
    return table_response(request, table, template="crossings/network/vessels.html")


@allowed("crossings.view")
@require_GET
def timetable_list(request: HttpRequest) -> HttpResponseBase:
    """List the timetables in the reader's scope."""
    table = TimetableTable(timetables_of(actor_of(request)))
    return table_response(request, table, template="crossings/network/timetables.html")


@allowed("crossings.view")
@require_GET
def crossing(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one crossing with its timetables."""
    actor = actor_of(request)
    row = _found(lambda: queries.crossing_for(actor, ident))
    held = timetables_of(actor).filter(crossing=row)
    status, tone = running(row)
    context = {"crossing": row, "timetables": held, "status": status, "tone": tone, "days": days}
    return render(request, "crossings/network/crossing.html", context)


@allowed("crossings.view")
@require_GET
def timetable(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one timetable with the days on which it does not hold."""
    row = _found(lambda: timetable_for(actor_of(request), ident))
    context = {"timetable": row, "days": days(row), "left_out": row.exceptions.all()}
    return render(request, "crossings/network/timetable.html", context)


@allowed("crossings.operate")
@form_page
def new_port(request: HttpRequest) -> HttpResponse:
    """List a port."""
    return _adding(
        request,
        forms.PortForm,
        lambda form: network.list_port(inputs=form.inputs(), by=actor_of(request)),
        (gettext_lazy("Daftarkan pelabuhan"), gettext_lazy("Pelabuhan didaftarkan."), "crossing_list"),
    )


@allowed("crossings.operate")
@form_page
def new_crossing(request: HttpRequest) -> HttpResponse:
    """List a crossing and its way back."""
    return _adding(
        request,
        forms.CrossingForm,
        lambda form: network.list_crossing(inputs=form.inputs(), by=actor_of(request)),
        (gettext_lazy("Daftarkan penyeberangan"), gettext_lazy("Penyeberangan didaftarkan."), "crossing_list"),
    )


@allowed("crossings.operate")
@form_page
def new_vessel(request: HttpRequest) -> HttpResponse:
    """List a vessel."""
    return _adding(
        request,
        forms.VesselForm,
        lambda form: network.list_vessel(name=form.cleaned_data["nama"], places=form.places(), by=actor_of(request)),
        (gettext_lazy("Daftarkan kapal"), gettext_lazy("Kapal didaftarkan."), "vessel_list"),
    )


@allowed("crossings.operate")
@form_page
def new_timetable(request: HttpRequest) -> HttpResponse:
    """Set a timetable."""
    return _adding(
        request,
        forms.TimetableForm,
        lambda form: timetables.set_timetable(inputs=form.inputs(), by=actor_of(request)),
        (
            gettext_lazy("Tetapkan jadwal"),
            gettext_lazy("Jadwal ditetapkan, dan keberangkatan 14 hari ke depan dibuat."),
            "timetable_list",
        ),
    )


@allowed("crossings.operate")
@form_page
def extra_departure(request: HttpRequest) -> HttpResponse:
    """Add an extra departure."""

    def run(form: Any) -> object:
        said = form.cleaned_data
        return timetables.add_departure(
            crossing=said["penyeberangan"], vessel=said["kapal"], departs_at=said["waktu"], by=actor_of(request)
        )

    told = (gettext_lazy("Tambah keberangkatan"), gettext_lazy("Keberangkatan ditambahkan."), "crossing_list")
    return _adding(request, forms.ExtraDepartureForm, run, told)


@allowed("crossings.operate")
@form_page
def close_crossing(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a crossing from a day on."""
    actor = actor_of(request)
    row = _found(lambda: queries.crossing_for(actor, ident))
    form = forms.CrossingEndForm(request.POST or None)
    if form.is_bound and ran(
        form, lambda: timetables.close_crossing(crossing=row, on=form.cleaned_data["sejak"], by=actor)
    ):
        messages.success(request, _("Penyeberangan ditutup. Keberangkatan yang ada pasnya tetap, sampai dibatalkan."))
        return redirect("crossing", row.pk)
    return _form(request, form, _("Tutup penyeberangan %(row)s") % {"row": row}, reverse("crossing", args=[row.pk]))


@allowed("crossings.operate")
@form_page
def end_timetable(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Let a timetable end earlier."""
    actor = actor_of(request)
    row = _found(lambda: timetable_for(actor, ident))
    form = forms.TimetableEndForm(request.POST or None)
    if form.is_bound and ran(
        form, lambda: timetables.end_timetable(timetable=row, last=form.cleaned_data["terakhir"], by=actor)
    ):
        messages.success(request, _("Jadwal diakhiri. Keberangkatan yang ada pasnya tetap, sampai dibatalkan."))
        return redirect("timetable", row.pk)
    return _form(request, form, _("Akhiri jadwal pukul %(row)s") % {"row": row}, reverse("timetable", args=[row.pk]))


@allowed("crossings.operate")
@form_page
def leave_out(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Leave one day out of a timetable."""
    actor = actor_of(request)
    row = _found(lambda: timetable_for(actor, ident))
    form = forms.DayOutForm(request.POST or None)

    def run() -> None:
        said = form.cleaned_data
        timetables.leave_out_day(timetable=row, day=said["hari"], words=said["alasan"], by=actor)

    if form.is_bound and ran(form, run):
        messages.success(request, _("Hari itu ditiadakan. Keberangkatan yang ada pasnya tetap, sampai dibatalkan."))
        return redirect("timetable", row.pk)
    return _form(request, form, _("Tiadakan satu hari"), reverse("timetable", args=[row.pk]))


def _adding(
    request: HttpRequest, kind: type[forms.OperatorForm], run: Run, told: tuple[Promise, Promise, str]
) -> HttpResponse:
    """Show a form of the reader's operator, or take it."""
    title, done, leads_to = told
    try:
        operator, _parties = operator_of(actor_of(request))
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect(leads_to)
    form = kind(request.POST or None, operator=operator)
    if form.is_bound and ran(form, lambda: run(form)):
        messages.success(request, str(done))
        return redirect(leads_to)
    return _form(request, form, str(title), reverse(leads_to))


def _form(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "crossings/form.html", context, status=422 if form.errors else 200)


def _found(find: Callable[[], Any]) -> Any:
    """Return a row in the reader's scope.

    Raises:
        Http404: there is none.
    """
    try:
        return find()
    except ObjectDoesNotExist as error:
        raise Http404 from error

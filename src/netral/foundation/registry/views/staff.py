"""Pages of the personnel office: people, upload, columns, preview, result."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.intake import FileRefused
from netral.foundation.registry import actions, labels
from netral.foundation.registry.domain import Status
from netral.foundation.registry.forms import CANCEL, FULL, ColumnsForm, DecisionForm, SheetForm, UploadForm
from netral.foundation.registry.models import RosterImport
from netral.foundation.registry.queries import government_of_actor, imports_of, missing_from, people_of
from netral.foundation.registry.tables import ImportsTable, MissingTable, PeopleTable
from netral.foundation.registry.tasks import begin_work
from netral.foundation.registry.view_models import look_of, preview_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response


@allowed("registry.view")
@require_GET
def people(request: HttpRequest) -> HttpResponseBase:
    """List the civil servants of the reader's institution."""
    return table_response(request, PeopleTable(people_of(actor_of(request))), template="registry/people.html")


@allowed("registry.import")
@require_GET
def imports(request: HttpRequest) -> HttpResponseBase:
    """List the rosters that were uploaded."""
    return table_response(request, ImportsTable(imports_of(actor_of(request))), template="registry/imports.html")


@allowed("registry.import")
@form_page
@takes_files("roster")
def upload(request: HttpRequest) -> HttpResponse:
    """Take a roster file in."""
    form = UploadForm(request.POST or None, request.FILES or None)
    government = government_of_actor(actor_of(request))
    if request.method == "POST" and form.is_valid() and government is not None:
        try:
            roster = actions.upload_roster(
                upload=form.cleaned_data["berkas"],
                government=government,
                is_full=form.cleaned_data["cakupan"] == FULL,
                by=actor_of(request),
            )
        except FileRefused as refused:
            form.add_error("berkas", str(refused))
        except Unreadable as unreadable:
            form.add_error("berkas", labels.unreadable(unreadable))
        else:
            return redirect("registry_sheet" if roster.needs_sheet else "registry_columns", roster.pk)
    return render(request, "registry/upload.html", {"form": form, "government": government})


@allowed("registry.import")
@form_page
def sheet(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Say which sheet of a workbook holds the people."""
    roster = _roster(request, ident)
    form = SheetForm(request.POST or None, sheets=roster.sheets)
    if request.method == "POST" and form.is_valid():
        name = roster.sheets[int(form.cleaned_data["lembar"])]
        try:
            actions.choose_sheet(roster=roster, sheet=name, by=actor_of(request))
        except Unreadable as unreadable:
            form.add_error("lembar", labels.unreadable(unreadable))
        except StepRefused:
            messages.warning(request, _("Berkas ini sedang dikerjakan atau sudah selesai. Lembarnya tidak diubah."))
            return redirect("registry_import", roster.pk)
        else:
            return redirect("registry_columns", roster.pk)
    return render(request, "registry/sheet.html", {"form": form, "roster": roster})


@allowed("registry.import")
@form_page
def columns(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Say which column is which, then have the file checked."""
    roster = _roster(request, ident)
    if roster.needs_sheet:
        return redirect("registry_sheet", roster.pk)
    chosen = {field.value: str(column) for field, column in roster.columns.items()}
    form = ColumnsForm(request.POST or None, headers=roster.headers, initial=chosen)
    if request.method == "POST" and form.is_valid():
        by = actor_of(request)
        try:
            actions.choose_columns(roster=roster, columns=form.columns, is_full=roster.is_full, by=by)
            begin_work(actions.start_step(roster=roster, to=Status.CHECKING, by=by))
        except StepRefused:
            messages.warning(request, _("Berkas ini sedang dikerjakan atau sudah selesai. Kolomnya tidak diubah."))
        return redirect("registry_import", roster.pk)
    return render(request, "registry/columns.html", {"form": form, "roster": roster, **look_of(roster)})


@allowed("registry.import")
@require_GET
def show_import(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show where an import stands: progress, preview with the decision, or result."""
    roster = _roster(request, ident)
    if roster.stands == Status.UPLOADED:
        return redirect("registry_columns", roster.pk)
    template = _TEMPLATES.get(roster.stands, "registry/result.html")
    return render(request, template, {"roster": roster, "preview": preview_of(roster), "form": DecisionForm()})


_TEMPLATES = {
    Status.CHECKING: "registry/progress.html",
    Status.IMPORTING: "registry/progress.html",
    Status.CHECKED: "registry/preview.html",
}


@allowed("registry.import")
@require_POST
def decide(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Import the right rows, or give the import up."""
    roster, by = _roster(request, ident), actor_of(request)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Pilih “Impor yang benar sekarang” atau “Batalkan”."))
        return redirect("registry_import", roster.pk)
    try:
        if form.cleaned_data["putusan"] == CANCEL:
            actions.cancel_import(roster=roster, by=by)
        else:
            tick = form.cleaned_data["nonaktifkan"]
            begin_work(actions.start_step(roster=roster, to=Status.IMPORTING, deactivate_missing=tick, by=by))
    except StepRefused:
        messages.warning(request, _("Impor ini sudah dikerjakan atau dibatalkan. Lihat keadaannya di bawah ini."))
    return redirect("registry_import", roster.pk)


@allowed("registry.import")
@require_GET
def missing(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List the people whom a full roster left out."""
    roster = _roster(request, ident)
    table = MissingTable(missing_from(roster))
    return table_response(request, table, template="registry/missing.html", context={"roster": roster})


def _roster(request: HttpRequest, ident: UUID) -> RosterImport:
    return get_object_or_404(imports_of(actor_of(request)), pk=ident)

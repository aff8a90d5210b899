"""Pages of polling stations: the list, an upload, and what became of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from netral.apps.supervisors.actions.polling_stations import import_stations
from netral.apps.supervisors.forms.polling_stations import StationsForm
from netral.apps.supervisors.models import StationList
from netral.apps.supervisors.queries.polling_stations import (
    HEADS,
    read_stations,
    station_list_for,
    stations_of,
)
from netral.apps.supervisors.queries.recruitment import office_of
from netral.apps.supervisors.tables.polling_stations import StationsTable
from netral.engines.tables.rows import SheetUnnamed, Unreadable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.lists import copied, unreadable_words
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran


@allowed("supervisors.view")
@require_GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the polling stations in the reader's scope."""
    table = StationsTable(stations_of(actor_of(request)))
    return table_response(request, table, template="supervisors/recruitment/stations.html")


@allowed("supervisors.recruit")
@form_page
@takes_files("station_list")
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list of polling stations in."""
    actor = actor_of(request)
    office = office_of(actor)
    form = StationsForm(request.POST, request.FILES) if request.method == "POST" else StationsForm()
    made: list[StationList] = []
    if form.is_bound and form.is_valid():
        file, election = form.cleaned_data["berkas"], form.cleaned_data["pemilihan"]
        try:
            with copied(file) as path:
                read = read_stations(path, office.region_id or "", form.cleaned_data["lembar"])
        except SheetUnnamed as unnamed:
            form = StationsForm(request.POST, sheets=unnamed.sheets)
        except Unreadable as error:
            form.add_error("berkas", unreadable_words(error, HEADS))
        else:
            facts = {"name": file.name or "", "election": election, "institution": office}
            ran(form, lambda: made.append(import_stations(read=read, **facts, by=actor)), file_at="berkas")
    if made:
        return redirect("station_list", made[0].pk)
    context = {"form": form, "office": office}
    return render(request, "supervisors/recruitment/upload.html", context, status=422 if form.is_bound else 200)


@allowed("supervisors.recruit")
@require_GET
def result(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show what became of a list that was uploaded."""
    try:
        found = station_list_for(actor_of(request), ident)
    except StationList.DoesNotExist as error:
        raise Http404 from error
    context = {"list": found, "zone": zone_at(found.institution).key}
    return render(request, "supervisors/recruitment/uploaded.html", context)

"""Who came to a session: the list, ticks on the roster, lists from elsewhere, and undoing a wrong entry."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.learning import papers
from netral.apps.learning.actions import attendance as actions
from netral.apps.learning.actions.attendance import Recorded
from netral.apps.learning.domain.sessions import Way
from netral.apps.learning.forms import ListForm, UndoForm
from netral.apps.learning.labels import UNREADABLE
from netral.apps.learning.lists import read_list
from netral.apps.learning.models import Session
from netral.apps.learning.queries.governments import sees_people_of
from netral.apps.learning.queries.sessions import attendances_of, invited_to, numbers_by_unit, present_at, times_of
from netral.apps.learning.tables import AttendanceTable
from netral.apps.learning.views.sessions import session_or_404
from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import SheetUnnamed, Unreadable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry.labels import UNREADABLE as UNREADABLE_TABLES
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed


@allowed("learning.view")
@require_GET
def attendance(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List who came, also as a file."""
    found = _with_people(request, ident)
    actor = actor_of(request)
    context = {
        "session": found,
        "units": numbers_by_unit(found),
        "may_record": actor.may("learning.manage"),
    }
    table = AttendanceTable(attendances_of(found, actor))
    return table_response(request, table, template="learning/attendance.html", context=context)


@allowed("learning.view")
@require_GET
def paper(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the attendance list as a PDF."""
    found = _with_people(request, ident)
    called = sum(row[2] for row in numbers_by_unit(found))
    return pdf_response(papers.attendance_list(found, list(present_at(found)), called), "daftar-hadir.pdf")


@allowed("learning.manage")
@form_page
def tick(request: HttpRequest, ident: UUID, unit: UUID) -> HttpResponse:
    """Tick who of a unit came."""
    found = _with_people(request, ident)
    people = list(invited_to(found).filter(unit=unit))
    if not people:
        raise Http404
    if request.method == "POST":
        ticked = set(request.POST.getlist("orang"))
        wanted = [person for person in people if str(person.pk) in ticked]

        def record(by: Actor) -> str:
            return _told(actions.record_attendance(session=found, people=wanted, way=Way.TICK, by=by))

        return pressed(request, record, "learning_attendance", ident)
    present = set(present_at(found).values_list("person", flat=True))
    context = {
        "session": found,
        "unit": people[0].unit,
        "rows": [(person, person.pk in present) for person in people],
    }
    return render(request, "learning/tick.html", context)


@allowed("learning.manage")
@form_page
@takes_files("roster")
def upload(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take an attendance list from elsewhere; what could not be recorded is shown row by row."""
    found = _with_people(request, ident)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_bound and form.is_valid():
        try:
            read = read_list(form.cleaned_data["berkas"], found, form.cleaned_data["lembar"])
            recorded = actions.record_attendance(session=found, people=read.people, way=Way.LIST, by=actor_of(request))
        except SheetUnnamed as needed:
            form = ListForm(request.POST, sheets=needed.sheets)
        except Unreadable as error:
            form.add_error("berkas", str({**UNREADABLE_TABLES, **UNREADABLE}[error.reason]) % error.detail)
        except StepRefused as refusal:
            form.add_error(None, message_of(refusal))
        else:
            context = {"session": found, "recorded": recorded, "bad": read.bad, "zone": times_of(found).zone.key}
            return render(request, "learning/uploaded.html", context)
    return render(request, "learning/upload.html", {"session": found, "form": form})


@allowed("learning.manage")
@form_page
def undo(request: HttpRequest, ident: UUID, entry: UUID) -> HttpResponse:
    """Undo a wrong entry, with the reason."""
    found = _with_people(request, ident)
    wrong = get_object_or_404(attendances_of(found, actor_of(request)), pk=entry)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():

        def take_back(by: Actor) -> str:
            actions.undo_attendance(attendance=wrong, reason=form.cleaned_data["alasan"], by=by)
            return _("Kehadiran dibatalkan. Alasannya tercatat.")

        return pressed(request, take_back, "learning_attendance", ident)
    return render(request, "learning/undo.html", {"session": found, "attendance": wrong, "form": form})


def _with_people(request: HttpRequest, ident: UUID) -> Session:
    """Return a session whose people the reader may see: those of her own government."""
    found = session_or_404(request, ident)
    if not sees_people_of(actor_of(request), found.government):
        raise Http404
    return found


def _told(recorded: Recorded) -> str:
    if not recorded.new:
        return _("Tidak ada kehadiran baru yang dicatat.")
    return _("%(new)s kehadiran dicatat.") % {"new": recorded.new}

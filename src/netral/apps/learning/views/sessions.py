"""Pages of who organises outreach: sessions, their steps, posters and materials."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.learning import papers
from netral.apps.learning.actions import sessions as actions
from netral.apps.learning.domain.sessions import SessionStatus
from netral.apps.learning.forms import CancelForm, MaterialForm, SessionForm, initial_of
from netral.apps.learning.models import Material, Session
from netral.apps.learning.queries.governments import (
    government_of_id,
    governments_of,
    sees_people_of,
    today_in,
    units_by_name,
)
from netral.apps.learning.queries.sessions import (
    invited_units,
    is_overdue,
    numbers_by_unit,
    sessions_of,
    times_of,
    unrecorded,
)
from netral.apps.learning.tables import SessionsTable, session_status
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed
from netral.foundation.workflow.work import with_turn


@allowed("learning.view")
@require_GET
def sessions(request: HttpRequest) -> HttpResponseBase:
    """List the sessions of the reader's government, or of those she supervises."""
    actor = actor_of(request)
    rows = with_turn(sessions_of(actor), unrecorded(actor))
    return table_response(request, SessionsTable(rows), template="learning/sessions.html")


@allowed("learning.manage")
@form_page
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session; who supervises several governments says first for which."""
    actor = actor_of(request)
    known = governments_of(actor)
    government = _chosen(request, actor, known)
    institution = Institution.objects.filter(pk=actor.institution_id).first() if actor.institution_id else None
    if government is None or institution is None:
        return render(request, "learning/session_where.html", {"governments": known})
    form = _form(request, government)
    if form.is_bound and form.is_valid():
        made = actions.plan_session(inputs=form.inputs(), institution=institution, government=government, by=actor)
        return redirect("learning_session", made.pk)
    return render(request, "learning/session_form.html", {"form": form, "government": government})


@allowed("learning.view")
@require_GET
def session(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show a session: what it is, how far it is, who is called and how many came."""
    found, actor = session_or_404(request, ident), actor_of(request)
    units = numbers_by_unit(found)
    status, tone = session_status(found)
    is_own = actor.may("learning.manage") and actor.institution_id == found.institution_id
    context = {
        "session": found,
        "status": status,
        "tone": tone,
        "hours": papers.hours_of(found),
        "zone": times_of(found).zone.key,
        "units": units,
        "called": sum(row[2] for row in units),
        "came": sum(row[3] for row in units),
        "invited": invited_units(found),
        "materials": found.materials.select_related("file"),
        "material_form": MaterialForm(),
        "is_own": is_own,
        "is_planned": found.stands == SessionStatus.PLANNED,
        "is_cancelled": found.stands == SessionStatus.CANCELLED,
        "has_begun": now() >= found.starts_at,
        "is_overdue": is_overdue(found),
        "sees_people": sees_people_of(actor, found.government),
    }
    return render(request, "learning/session.html", context)


@allowed("learning.manage")
@form_page
def change(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Change when or where a session is, or whom it calls."""
    found = session_or_404(request, ident)
    form = _form(request, found.government, found)
    if form.is_bound and form.is_valid():
        return _do(
            request, found, lambda by: _changed(actions.change_session(session=found, inputs=form.inputs(), by=by))
        )
    context = {"form": form, "government": found.government, "session": found}
    return render(request, "learning/session_form.html", context)


@allowed("learning.manage")
@require_POST
def announce(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Tell everybody the session calls."""
    found = session_or_404(request, ident)

    def do(by: Actor) -> str:
        actions.announce_session(session=found, by=by)
        return _("Undangan sedang dikirim ke semua yang punya e-mail.")

    return _do(request, found, do)


@allowed("learning.manage")
@require_POST
def hold(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Note that a session was held."""
    found = session_or_404(request, ident)

    def do(by: Actor) -> str:
        actions.hold_session(session=found, by=by)
        return _("Sesi dicatat terlaksana.")

    return _do(request, found, do)


@allowed("learning.manage")
@form_page
def cancel(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Call a session off, with the reason."""
    found = session_or_404(request, ident)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():

        def do(by: Actor) -> str:
            actions.cancel_session(session=found, reason=form.cleaned_data["alasan"], by=by)
            return _("Sesi dibatalkan.")

        return _do(request, found, do)
    return render(request, "learning/session_cancel.html", {"form": form, "session": found})


@allowed("learning.manage")
@require_GET
def poster(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the poster by which people record their attendance."""
    found = session_or_404(request, ident)
    try:
        actions.print_poster(session=found, by=actor_of(request))
    except StepRefused as refusal:
        messages.warning(request, message_of(refusal))
        return redirect("learning_session", ident)
    return pdf_response(papers.session_poster(found), "poster-kehadiran.pdf")


@allowed("learning.manage")
@require_POST
@takes_files("material")
def add_material(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Keep a file for a session."""
    found = session_or_404(request, ident)
    form = MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("learning_session", ident)

    def do(by: Actor) -> str:
        actions.add_material(session=found, upload=form.cleaned_data["berkas"], by=by)
        return _("Materi ditambahkan.")

    return _do(request, found, do)


@allowed("learning.manage")
@require_POST
def remove_material(request: HttpRequest, ident: UUID, material: UUID) -> HttpResponse:
    """Take a file of a session away."""
    found = session_or_404(request, ident)
    wanted = get_object_or_404(
        Material.objects.select_related("file", "session__institution"), pk=material, session=found
    )

    def do(by: Actor) -> str:
        actions.remove_material(material=wanted, by=by)
        return _("Materi dihapus.")

    return _do(request, found, do)


def session_or_404(request: HttpRequest, ident: UUID) -> Session:
    """Return a session that the reader may see."""
    return get_object_or_404(sessions_of(actor_of(request)), pk=ident)


def _do(request: HttpRequest, found: Session, step: Callable[[Actor], str]) -> HttpResponse:
    return pressed(request, step, "learning_session", found.pk)


def _form(request: HttpRequest, government: Institution, found: Session | None = None) -> SessionForm:
    zone = zone_at(government)
    return SessionForm(
        request.POST if request.method == "POST" else None,
        government=government,
        units=units_by_name(government),
        zone=zone,
        today=today_in(government),
        initial=initial_of(found, zone) if found else None,
    )


def _chosen(request: HttpRequest, actor: Actor, known: list[Institution]) -> Institution | None:
    if len(known) == 1:
        return known[0]
    try:
        return government_of_id(actor, UUID(request.GET.get("daerah", "")))
    except ValueError:
        return None


def _changed(changed: Session) -> str:
    if changed.announced_at:
        return _("Sesi diubah. Semua yang diundang diberi tahu.")
    return _("Sesi diubah.")

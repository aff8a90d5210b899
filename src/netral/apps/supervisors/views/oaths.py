"""The pages of oath ceremonies: attendance, reasons, closing, progress of what follows, and their papers."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.supervisors.actions import oaths as actions
from netral.apps.supervisors.appointment_steps import OATHS
from netral.apps.supervisors.domain.appointments import OathState, OathVerb
from netral.apps.supervisors.forms.appointments import AbsenceReasonsForm, AttendanceForm, OathClosingForm, ReasonForm
from netral.apps.supervisors.labels import OATH_STATES, POSTS
from netral.apps.supervisors.models import OathCeremony
from netral.apps.supervisors.papers.appointments import oath_of
from netral.apps.supervisors.papers.certificates import certificates_of
from netral.apps.supervisors.papers.register import paper_about
from netral.apps.supervisors.queries import appointments as queries
from netral.apps.supervisors.queries.roll_calls import (
    confirmed_at_kiosk,
    kiosks_with_a_queue,
    roll_call_of,
    silent_witnesses,
)
from netral.apps.supervisors.tables.appointments import AnnexTable, OathTable
from netral.apps.supervisors.views.panel import offered_steps
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.formats import waktu
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages, pressed
from netral.foundation.workflow.work import with_turn

# In the address of the attendance: everybody is ticked, and only who is away has to be unticked.
EVERYBODY = "semua"
# How often the page looks again while certificates and postings are being made, in seconds.
LOOK_AGAIN = 3


def _about(row: OathCeremony) -> str:
    seen = list(row.attendance.values_list("present", flat=True))
    said = {"came": sum(seen), "away": len(seen) - sum(seen), "place": row.place}
    return str(_("Pelantikan di %(place)s: %(came)s hadir, %(away)s tidak hadir") % said)


def _context(row: OathCeremony) -> dict[str, Any]:
    zone = zone_at(row.decree.recruitment.institution)
    return {"about": f"{row.decree} · {waktu(row.at, zone)}", "back": reverse("oath", args=[row.pk]), "zone": zone.key}


PAGES: StepPages[OathCeremony, OathState, OathVerb] = StepPages(
    OATHS,
    queries.ceremony_for,
    "oath",
    "ceremony",
    "supervisors/appointments/step.html",
    _about,
    context=_context,
)
MARK = StepPage(
    OathVerb.MARK,
    "oath_attendance",
    _("Catat kehadiran"),
    _("Simpan kehadiran"),
    _("Kehadiran dicatat."),
    AttendanceForm,
    template="supervisors/appointments/attendance.html",
    run=lambda row, form, by: actions.mark_attendance(ceremony=row, present=form.present(), by=by),
)
EXPLAIN = StepPage(
    OathVerb.EXPLAIN,
    "oath_reasons",
    _("Tulis alasan yang tidak hadir"),
    _("Simpan alasan"),
    _("Alasan disimpan."),
    AbsenceReasonsForm,
    run=lambda row, form, by: actions.explain_absences(ceremony=row, reasons=form.reasons(), by=by),
)
CLOSE = StepPage(
    OathVerb.CLOSE,
    "oath_close",
    _("Tutup pelantikan"),
    _("Tutup dan segel"),
    _("Pelantikan ditutup. Sertifikat dan penempatan sedang dibuat."),
    OathClosingForm,
    _("Yang tidak hadir tetap menunggu sumpah, dan ikut pelantikan berikutnya."),
    "supervisors/appointments/close.html",
    run=lambda row, _form, by: actions.close_oath(ceremony=row, by=by),
)
CANCEL = StepPage(
    OathVerb.CANCEL,
    "oath_cancel",
    _("Batalkan pelantikan"),
    _("Batalkan"),
    _("Pelantikan dibatalkan. Rencanakan yang lain dari halaman keputusan."),
    ReasonForm,
    run=lambda row, form, by: actions.cancel_oath(ceremony=row, reason=form.cleaned_data["alasan"], by=by),
)


@allowed("supervisors.view")
@require_GET
def ceremonies(request: HttpRequest) -> HttpResponseBase:
    """List the oath ceremonies in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.ceremonies_of(actor), queries.unfinished(actor))
    return table_response(request, OathTable(rows), template="supervisors/appointments/list.html")


@allowed("supervisors.view")
@require_GET
def ceremony(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show a ceremony: the oath, who came, and how far certificates and postings got."""
    row, actor = PAGES.row_or_404(request, ident), actor_of(request)
    status, tone = OATH_STATES[row.state]
    counted = vars(row)
    done = counted["posted"] + counted["hindered"]
    running = row.state == OathState.CLOSED and done < counted["sworn_in"]
    context = {
        "ceremony": row,
        "post": POSTS[row.decree.recruitment.post],
        "status": status,
        "tone": tone,
        "oath": oath_of(row),
        "zone": zone_at(row.decree.recruitment.institution).key,
        "steps": offered_steps(OATHS, (MARK, EXPLAIN, CLOSE, CANCEL), row, actor),
        "may_continue": _may(row, OathVerb.CONTINUE, request),
        "attendance": row.attendance.select_related("appointee__application"),
        "called": queries.called_to(row).count(),
        "roll_call": roll_call_of(row),
        "at_kiosks": len(confirmed_at_kiosk(row)),
        "may_use_kiosks": _may(row, OathVerb.CALL, request),
        "done": done,
        "refresh": LOOK_AGAIN if running else 0,
        "refused": queries.unposted(row).exclude(hindrance=""),
        "paper": paper_about(row),
    }
    table = AnnexTable(queries.sworn_at(row))
    return table_response(request, table, template="supervisors/appointments/ceremony.html", context=context)


@allowed("supervisors.recruit")
@form_page
def attendance(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Write down who came."""
    row = PAGES.row_or_404(request, ident)
    if request.method == "GET" and EVERYBODY in request.GET and PAGES.closed(request, row, OathVerb.MARK) is None:
        form = AttendanceForm(subject=row)
        form.tick_everybody()
        shown = {"page": MARK, "form": form, "ceremony": row, "button": MARK.button, **_context(row)}
        return render(request, MARK.template, shown)
    return PAGES.answer(request, row, MARK)


@allowed("supervisors.recruit")
@form_page
def reasons(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Write down why others did not come."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), EXPLAIN)


@allowed("supervisors.recruit")
@form_page
def cancel(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Call off a ceremony."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), CANCEL)


@allowed("supervisors.decide")
@form_page
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a ceremony with its minutes."""
    row = PAGES.row_or_404(request, ident)
    shown = {"kiosks": kiosks_with_a_queue(row), "silent": silent_witnesses(row)}
    return PAGES.answer(request, row, CLOSE, context=shown)


@allowed("supervisors.decide")
@require_POST
def go_on(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Try again to certify and post those who are not yet."""
    row = PAGES.row_or_404(request, ident)

    def step(by: Actor) -> str:
        actions.continue_oath(ceremony=row, by=by)
        return str(_("Dilanjutkan. Halaman ini menunjukkan kemajuannya."))

    return pressed(request, step, "oath", ident)


@allowed("supervisors.view")
@require_GET
def minutes(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the sealed minutes of a ceremony."""
    row = PAGES.row_or_404(request, ident)
    if (paper := paper_about(row)) is None:
        raise Http404
    return pdf_response(pdf_of(paper), f"berita-acara-{row.number.replace('/', '-')}.pdf")


@allowed("supervisors.view")
@require_GET
def certificates(request: HttpRequest, ident: UUID) -> StreamingHttpResponse:
    """Send every certificate of a ceremony as one ZIP."""
    row = PAGES.row_or_404(request, ident)
    name = f"sertifikat-{row.number.replace('/', '-')}.zip"
    headers = {"Content-Disposition": str(content_disposition_header(True, name)), "Cache-Control": "private, no-store"}
    content = certificates_of(row, actor_of(request))
    return StreamingHttpResponse(content, content_type="application/zip", headers=headers)


def _may(row: OathCeremony, verb: OathVerb, request: HttpRequest) -> bool:
    try:
        OATHS.check(row, verb, actor_of(request))
    except StepRefused:
        return False
    return True

"""The pages of decrees: decided recruitments, decrees with their annex, and each of their steps."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from netral.apps.supervisors.actions import decrees as actions
from netral.apps.supervisors.actions.oaths import plan_oath
from netral.apps.supervisors.appointment_steps import APPOINTEES, APPOINTMENTS, DECREES
from netral.apps.supervisors.domain.appointments import (
    AppointeeState,
    AppointeeVerb,
    AppointmentVerb,
    DecreeState,
    DecreeVerb,
    oath_on,
)
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.forms.appointments import CorrectionForm, IssueForm, OathForm, PromotionForm, ReasonForm
from netral.apps.supervisors.labels import APPOINTEE_STATES, DECREE_STATES, POSTS
from netral.apps.supervisors.models import Appointee, Decree, Recruitment
from netral.apps.supervisors.papers.register import paper_about
from netral.apps.supervisors.parameters import oath_texts
from netral.apps.supervisors.queries import appointments as queries
from netral.apps.supervisors.tables.appointments import AnnexTable, AppointmentTable, DecreeTable
from netral.apps.supervisors.views.panel import offered_steps
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.queries import zone_at
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages
from netral.foundation.workflow.work import with_turn

APPOINTMENT_PAGES: StepPages[Recruitment, RecruitmentState, AppointmentVerb] = StepPages(
    APPOINTMENTS,
    queries.appointment_for,
    "appointment",
    "recruitment",
    "supervisors/appointments/step.html",
    lambda row: f"{POSTS[row.post]}, {row.region}",
    context=lambda row: {"about": f"{row} · {row.region}", "back": reverse("appointment", args=[row.pk])},
)
DECREE_PAGES: StepPages[Decree, DecreeState, DecreeVerb] = StepPages(
    DECREES,
    queries.decree_for,
    "decree",
    "decree",
    "supervisors/appointments/step.html",
    lambda row: f"{row}, {POSTS[row.recruitment.post]}",
    context=lambda row: {
        "about": str(row),
        "back": reverse("decree", args=[row.pk]),
        "zone": zone_at(row.recruitment.institution).key,
    },
)
APPOINTEE_PAGES: StepPages[Appointee, AppointeeState, AppointeeVerb] = StepPages(
    APPOINTEES,
    queries.appointee_for,
    "appointee",
    "appointee",
    "supervisors/appointments/step.html",
    str,
    context=lambda row: {"about": str(row), "back": reverse("appointee", args=[row.pk])},
)
ISSUE = StepPage(
    AppointmentVerb.ISSUE,
    "decree_issue",
    _("Tetapkan keputusan pengangkatan"),
    _("Tetapkan dan segel"),
    _("Keputusan ditetapkan dan disegel."),
    IssueForm,
    _("Semua yang terpilih dan belum disebut dalam keputusan masuk lampirannya."),
    run=lambda row, form, by: actions.issue_decree(recruitment=row, inputs=form.inputs(), by=by),
)
PROMOTE = StepPage(
    AppointmentVerb.PROMOTE,
    "decree_promote",
    _("Naikkan cadangan"),
    _("Tetapkan dan segel"),
    _("Cadangan diangkat dengan keputusan tersendiri."),
    PromotionForm,
    _("Hanya cadangan berikutnya di wilayah yang kursinya kosong."),
    run=lambda row, form, by: actions.promote_reserve(
        recruitment=row, application=form.application(), inputs=form.inputs(), by=by
    ),
)
PLAN = StepPage(
    DecreeVerb.PLAN,
    "oath_plan",
    _("Rencanakan pelantikan"),
    _("Simpan rencana"),
    _("Pelantikan direncanakan."),
    OathForm,
    _("Semua yang menunggu sumpah menurut keputusan ini diundang. Yang tidak hadir ikut pelantikan berikutnya."),
    "supervisors/appointments/plan.html",
    run=lambda row, form, by: plan_oath(decree=row, plan=form.plan(), by=by),
)
CORRECT = StepPage(
    DecreeVerb.CORRECT,
    "decree_correct",
    _("Ganti keputusan"),
    _("Tetapkan pengganti"),
    _("Keputusan diganti. Keputusan lama dicabut, dan halaman pemeriksaannya mengatakan itu."),
    CorrectionForm,
    _("Nama yang sama diangkat lagi dengan keputusan baru yang menyebut keputusan ini."),
    run=lambda row, form, by: actions.correct_decree(
        decree=row, inputs=form.inputs(), reason=form.cleaned_data["alasan"], by=by
    ),
)
DROP = StepPage(
    AppointeeVerb.DROP,
    "appointee_drop",
    _("Gugurkan pengangkatan"),
    _("Gugurkan"),
    _("Namanya gugur. Cadangan berikutnya dapat diangkat."),
    ReasonForm,
    _("Untuk yang mengundurkan diri, meninggal, atau tidak mau disumpah."),
    run=lambda row, form, by: actions.drop_appointee(appointee=row, reason=form.cleaned_data["alasan"], by=by),
)


@allowed("supervisors.view")
@require_GET
def appointments(request: HttpRequest) -> HttpResponseBase:
    """List the decided recruitments in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.appointments_of(actor), queries.undecreed(actor))
    return table_response(request, AppointmentTable(rows), template="supervisors/appointments/list.html")


@allowed("supervisors.view")
@require_GET
def appointment(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show whom a decided recruitment leads to: its decrees, and who is in none."""
    row, actor = APPOINTMENT_PAGES.row_or_404(request, ident), actor_of(request)
    context = {
        "recruitment": row,
        "post": POSTS[row.post],
        "steps": offered_steps(APPOINTMENTS, (ISSUE, PROMOTE), row, actor),
        "waiting": queries.to_appoint(row).count(),
    }
    table = DecreeTable(queries.decrees_of(actor).filter(recruitment=row))
    return table_response(request, table, template="supervisors/appointments/appointment.html", context=context)


@allowed("supervisors.view")
@require_GET
def decrees(request: HttpRequest) -> HttpResponseBase:
    """List the decrees in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.decrees_of(actor), queries.unsworn(actor))
    return table_response(request, DecreeTable(rows), template="supervisors/appointments/list.html")


@allowed("supervisors.view")
@require_GET
def decree(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show a decree, whom it names, and its ceremonies."""
    row, actor = DECREE_PAGES.row_or_404(request, ident), actor_of(request)
    status, tone = DECREE_STATES[row.state]
    context: dict[str, Any] = {
        "decree": row,
        "post": POSTS[row.recruitment.post],
        "status": status,
        "tone": tone,
        "later": Decree.objects.filter(corrects=row).first(),
        "paper": paper_about(row),
        "ceremonies": queries.ceremonies_of(actor).filter(decree=row),
        "steps": offered_steps(DECREES, (PLAN, CORRECT), row, actor),
        "zone": zone_at(row.recruitment.institution).key,
    }
    table = AnnexTable(queries.people_of(row))
    return table_response(request, table, template="supervisors/appointments/decree.html", context=context)


@allowed("supervisors.view")
@require_GET
def decree_paper(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the sealed decree with its annex."""
    row = DECREE_PAGES.row_or_404(request, ident)
    if (paper := paper_about(row)) is None:
        raise Http404
    return pdf_response(pdf_of(paper), f"keputusan-{row.number.replace('/', '-')}.pdf")


@allowed("supervisors.view")
@require_GET
def appointee(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show how far somebody named by a decree got."""
    row = APPOINTEE_PAGES.row_or_404(request, ident)
    status, tone = APPOINTEE_STATES[row.state]
    context = {
        "appointee": row,
        "post": POSTS[row.decree.recruitment.post],
        "status": status,
        "tone": tone,
        "steps": offered_steps(APPOINTEES, (DROP,), row, actor_of(request)),
    }
    return render(request, "supervisors/appointments/appointee.html", context)


@allowed("supervisors.decide")
@form_page
def issue(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Appoint everybody chosen by a decree."""
    return APPOINTMENT_PAGES.answer(request, APPOINTMENT_PAGES.row_or_404(request, ident), ISSUE)


@allowed("supervisors.decide")
@form_page
def promote(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Appoint a reserve by a decree of her own."""
    return APPOINTMENT_PAGES.answer(request, APPOINTMENT_PAGES.row_or_404(request, ident), PROMOTE)


@allowed("supervisors.decide")
@form_page
def correct(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Put another decree in place of this one."""
    return DECREE_PAGES.answer(request, DECREE_PAGES.row_or_404(request, ident), CORRECT)


@allowed("supervisors.recruit")
@form_page
def plan(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Plan the ceremony of a decree."""
    row = DECREE_PAGES.row_or_404(request, ident)
    return DECREE_PAGES.answer(request, row, PLAN, context={"oath": oath_on(oath_texts(), current_day())})


@allowed("supervisors.decide")
@form_page
def drop(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Strike out somebody who will not be sworn in."""
    return APPOINTEE_PAGES.answer(request, APPOINTEE_PAGES.row_or_404(request, ident), DROP)

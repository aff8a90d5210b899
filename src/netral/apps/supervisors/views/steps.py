"""The page of every step of a posting, and of the proceeding that may end it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.absences import grant_leave, record_return
from netral.apps.supervisors.actions.corrections import correct_supervisor
from netral.apps.supervisors.actions.dismissals import decide_dismissal, move_hearing, open_dismissal, record_hearing
from netral.apps.supervisors.actions.postings import (
    DISMISSALS,
    POSTINGS,
    replace_supervisor,
    resign_supervisor,
)
from netral.apps.supervisors.domain.postings import DismissalState, DismissalVerb, PostingState, PostingVerb
from netral.apps.supervisors.forms import postings as forms
from netral.apps.supervisors.models import Dismissal, Posting
from netral.apps.supervisors.outcomes import told_of_correction, told_of_ending, told_of_notice
from netral.apps.supervisors.queries.postings import dismissal_for, posting_for
from netral.foundation.accounts.access import allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import StepPage, StepPages

POSTING_STEPS: StepPages[Posting, PostingState, PostingVerb] = StepPages(
    POSTINGS, posting_for, "supervisor_posting", "posting", "supervisors/step.html", str
)
DISMISSAL_STEPS: StepPages[Dismissal, DismissalState, DismissalVerb] = StepPages(
    DISMISSALS,
    dismissal_for,
    "supervisor_dismissal",
    "dismissal",
    "supervisors/step.html",
    str,
    context=lambda row: {"posting": row.posting},
)
posting_or_404 = POSTING_STEPS.row_or_404
dismissal_or_404 = DISMISSAL_STEPS.row_or_404


def _replaced(row: Posting, form: forms.ReplacementForm, by: Actor) -> Posting:
    """Replace a supervisor, and return the posting that ended by it."""
    replace_supervisor(posting=row, ending=form.ending(), who=form.particulars(), by=by)
    return row


POSTING_PAGES: dict[PostingVerb, StepPage[PostingVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            PostingVerb.REPLACE,
            "supervisor_replace",
            _("Ganti dengan orang lain"),
            _("Ganti"),
            _("Pengawas diganti."),
            forms.ReplacementForm,
            run=_replaced,
            tell=told_of_ending,
        ),
        StepPage(
            PostingVerb.RESIGN,
            "supervisor_resign",
            _("Catat pengunduran diri"),
            _("Catat pengunduran diri"),
            _("Pengunduran diri dicatat."),
            forms.EndingForm,
            run=lambda row, form, by: resign_supervisor(posting=row, ending=form.ending(), by=by),
            tell=told_of_ending,
        ),
        StepPage(
            PostingVerb.GRANT_LEAVE,
            "supervisor_leave",
            _("Catat cuti"),
            _("Simpan cuti"),
            _("Cuti dicatat."),
            forms.LeaveForm,
            run=lambda row, form, by: grant_leave(posting=row, leave=form.leave(), by=by),
        ),
        StepPage(
            PostingVerb.RETURN,
            "supervisor_return",
            _("Catat kembali dari cuti"),
            _("Simpan"),
            _("Kembalinya dicatat."),
            forms.AbsenceReturnForm,
            run=lambda row, form, by: record_return(posting=row, returned_on=form.cleaned_data["kembali"], by=by),
        ),
        StepPage(
            PostingVerb.CORRECT,
            "supervisor_correct",
            _("Perbaiki data"),
            _("Simpan perbaikan"),
            _("Data diperbaiki."),
            forms.SupervisorCorrectionForm,
            run=lambda row, form, by: correct_supervisor(posting=row, correction=form.correction(), by=by),
            tell=told_of_correction,
        ),
        StepPage(
            PostingVerb.ACCUSE,
            "supervisor_accuse",
            _("Buka pemeriksaan"),
            _("Buka pemeriksaan"),
            _("Pemeriksaan dibuka."),
            forms.AccusationForm,
            _("Pengawas hanya diberhentikan sesudah didengar."),
            run=lambda row, form, by: open_dismissal(
                posting=row, reasons=form.cleaned_data["alasan"], hearing_on=form.cleaned_data["didengar"], by=by
            ),
            tell=told_of_notice,
        ),
    )
}
DISMISSAL_PAGES: dict[DismissalVerb, StepPage[DismissalVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            DismissalVerb.HEAR,
            "supervisor_hearing",
            _("Catat keterangannya"),
            _("Simpan keterangan"),
            _("Keterangannya dicatat."),
            forms.HearingForm,
            run=lambda row, form, by: record_hearing(
                dismissal=row,
                attended=form.cleaned_data["hadir"] == "ya",
                statement=form.cleaned_data["keterangan"],
                by=by,
            ),
        ),
        StepPage(
            DismissalVerb.MOVE,
            "supervisor_hearing_day",
            _("Pindahkan hari didengar"),
            _("Pindahkan"),
            _("Hari didengar dipindah."),
            forms.HearingDayForm,
            run=lambda row, form, by: move_hearing(
                dismissal=row, hearing_on=form.cleaned_data["didengar"], reason=form.cleaned_data["alasan"], by=by
            ),
            tell=told_of_notice,
        ),
        StepPage(
            DismissalVerb.DECIDE,
            "supervisor_verdict",
            _("Putuskan pemeriksaan"),
            _("Putuskan"),
            _("Pemeriksaan diputus."),
            forms.DismissalForm,
            run=lambda row, form, by: decide_dismissal(dismissal=row, decision=form.decision(), by=by),
            tell=lambda row: " ".join(filter(None, (told_of_notice(row), told_of_ending(row.posting)))),
        ),
    )
}


@allowed("supervisors.post")
@form_page
def replace(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Replace a supervisor by another."""
    return _posting_step(request, ident, PostingVerb.REPLACE)


@allowed("supervisors.post")
@form_page
def resign(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record a resignation."""
    return _posting_step(request, ident, PostingVerb.RESIGN)


@allowed("supervisors.post")
@form_page
def leave(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record a leave, and who covers."""
    return _posting_step(request, ident, PostingVerb.GRANT_LEAVE)


@allowed("supervisors.post")
@form_page
def come_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record that she came back."""
    return _posting_step(request, ident, PostingVerb.RETURN)


@allowed("supervisors.post")
@form_page
def correct(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Correct her name, phone or e-mail."""
    return _posting_step(request, ident, PostingVerb.CORRECT)


@allowed("supervisors.post")
@form_page
def accuse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a proceeding."""
    return _posting_step(request, ident, PostingVerb.ACCUSE)


@allowed("supervisors.post")
@form_page
def hear(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record her statement."""
    return _dismissal_step(request, ident, DismissalVerb.HEAR)


@allowed("supervisors.post")
@form_page
def move(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Move the day on which she is heard."""
    return _dismissal_step(request, ident, DismissalVerb.MOVE)


@allowed("supervisors.decide")
@form_page
def decide(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Decide a proceeding."""
    return _dismissal_step(request, ident, DismissalVerb.DECIDE)


def _posting_step(request: HttpRequest, ident: UUID, verb: PostingVerb) -> HttpResponse:
    return POSTING_STEPS.answer(request, posting_or_404(request, ident), POSTING_PAGES[verb])


def _dismissal_step(request: HttpRequest, ident: UUID, verb: DismissalVerb) -> HttpResponse:
    return DISMISSAL_STEPS.answer(request, dismissal_or_404(request, ident), DISMISSAL_PAGES[verb])

"""The pages of every step of the selection of one application."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions import checks, comments, interviews
from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.selection import SelectionVerb
from netral.apps.supervisors.forms.checks import ApplicationCompletionForm, CheckForm, CheckSettlementForm, LapseForm
from netral.apps.supervisors.forms.comments import WeighingForm
from netral.apps.supervisors.forms.interviews import AbsenceForm, MarksForm, RecusalForm
from netral.apps.supervisors.models import Application
from netral.apps.supervisors.queries.comments import comments_about
from netral.apps.supervisors.queries.selection import candidate_for
from netral.apps.supervisors.steps import SELECTION
from netral.foundation.accounts.access import allowed
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import StepPage, StepPages

PAGES: StepPages[Application, ApplicationState, SelectionVerb] = StepPages(
    SELECTION,
    candidate_for,
    "application_detail",
    "application",
    "supervisors/selection/step.html",
    lambda row: row.name,
    context=lambda row: {"zone": zone_at(row.recruitment.institution).key},
)


@allowed("supervisors.recruit")
@form_page
def check(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Judge every requirement."""
    return _step(request, ident, SelectionVerb.CHECK)


@allowed("supervisors.decide")
@form_page
def settle(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Decide between two officers who differ."""
    return _step(request, ident, SelectionVerb.SETTLE)


@allowed("supervisors.recruit")
@form_page
def ask_completion(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Ask the applicant to complete her documents."""
    return _step(request, ident, SelectionVerb.ASK_COMPLETION)


@allowed("supervisors.recruit")
@form_page
def lapse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Let an application lapse that was not completed."""
    return _step(request, ident, SelectionVerb.LAPSE)


@allowed("supervisors.recruit")
@form_page
def weigh(request: HttpRequest, ident: UUID, comment: UUID) -> HttpResponse:
    """Weigh one comment."""
    row = PAGES.row_or_404(request, ident)
    found = comments_about(row).filter(pk=comment).first()
    if found is None:
        raise Http404
    page = STEP_PAGES[SelectionVerb.WEIGH]
    return PAGES.answer(request, row, page, form={"comment": found}, context={"comment": found})


@allowed("supervisors.assess")
@form_page
def mark(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Mark an interview."""
    return _step(request, ident, SelectionVerb.MARK)


@allowed("supervisors.assess")
@form_page
def absence(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Record that the applicant did not come."""
    return _step(request, ident, SelectionVerb.NOTE_ABSENCE)


@allowed("supervisors.assess")
@form_page
def recuse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Stand aside from an applicant."""
    return _step(request, ident, SelectionVerb.RECUSE)


def _step(request: HttpRequest, ident: UUID, verb: SelectionVerb) -> HttpResponse:
    return PAGES.answer(request, PAGES.row_or_404(request, ident), STEP_PAGES[verb])


STEP_PAGES: dict[SelectionVerb, StepPage[SelectionVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            SelectionVerb.CHECK,
            "selection_check",
            _("Pemeriksaan administrasi"),
            _("Simpan pemeriksaan"),
            _("Pemeriksaan Anda disimpan."),
            CheckForm,
            _("Nilai setiap syarat dari berkasnya. Petugas lain memeriksa sendiri, tanpa melihat hasil Anda."),
            run=lambda row, form, by: checks.check_application(application=row, judged=form.judged(), by=by),
        ),
        StepPage(
            SelectionVerb.SETTLE,
            "selection_settle",
            _("Tentukan hasil pemeriksaan"),
            _("Simpan penentuan"),
            _("Hasil pemeriksaan ditentukan."),
            CheckSettlementForm,
            _("Dua pemeriksa berbeda pendapat. Baca keduanya di halaman lamaran, lalu tentukan."),
            run=lambda row, form, by: checks.settle_check(
                application=row, verdict=form.verdict(), reason=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            SelectionVerb.ASK_COMPLETION,
            "selection_completion",
            _("Minta kelengkapan"),
            _("Minta kelengkapan"),
            _("Pelamar diminta melengkapi berkasnya."),
            ApplicationCompletionForm,
            run=lambda row, form, by: checks.ask_completion(
                application=row,
                text=form.cleaned_data["kelengkapan"],
                last_day=form.cleaned_data["hari_terakhir"],
                by=by,
            ),
        ),
        StepPage(
            SelectionVerb.LAPSE,
            "selection_lapse",
            _("Nyatakan gugur"),
            _("Nyatakan gugur"),
            _("Lamaran dinyatakan gugur."),
            LapseForm,
            run=lambda row, form, by: checks.lapse_application(
                application=row, reason=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            SelectionVerb.WEIGH,
            "selection_weigh",
            _("Pertimbangkan tanggapan"),
            _("Simpan pertimbangan"),
            _("Pertimbangan disimpan."),
            WeighingForm,
            run=lambda row, form, by: comments.weigh_comment(
                application=row, comment=form.comment, weight=form.weight(), reason=form.cleaned_data["alasan"], by=by
            ),
        ),
        StepPage(
            SelectionVerb.MARK,
            "selection_mark",
            _("Nilai wawancara"),
            _("Simpan nilai"),
            _("Nilai Anda disimpan."),
            MarksForm,
            _("Beri nilai 1 sampai 5. Nilai penilai lain baru terlihat sesudah semua nilai masuk."),
            run=lambda row, form, by: interviews.mark_interview(application=row, marks=form.marks(), by=by),
        ),
        StepPage(
            SelectionVerb.NOTE_ABSENCE,
            "selection_absence",
            _("Catat tidak hadir"),
            _("Catat tidak hadir"),
            _("Ketidakhadiran dicatat."),
            AbsenceForm,
            run=lambda row, form, by: interviews.note_absence(
                application=row, words=form.cleaned_data["keterangan"], by=by
            ),
        ),
        StepPage(
            SelectionVerb.RECUSE,
            "selection_recuse",
            _("Mengundurkan diri dari pelamar ini"),
            _("Mengundurkan diri"),
            _("Pengunduran diri Anda dicatat."),
            RecusalForm,
            run=lambda row, form, by: interviews.recuse(application=row, reason=form.cleaned_data["alasan"], by=by),
        ),
    )
}

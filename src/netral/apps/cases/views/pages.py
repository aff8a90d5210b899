"""The page of every step of a case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.cases import forms
from netral.apps.cases.domain import State, Verb
from netral.apps.cases.models import Case
from netral.apps.cases.queries import case_for, running_clock
from netral.apps.cases.steps import CASES
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.pages import Run, StepPage, StepPages

PAGES: StepPages[Case, State, Verb] = StepPages(
    CASES,
    case_for,
    "case",
    "case",
    "cases/step.html",
    forms.ConfirmForm,
    context=lambda case: {"zone": zone_of(case.region_id).key},
)
case_or_404 = PAGES.row_or_404


def step_page(
    request: HttpRequest, case_id: UUID, verb: Verb, run: Run[Case], *, initial: Any = None, **context: Any
) -> HttpResponse:
    """Show the step with the running clock, or take it."""
    case = case_or_404(request, case_id)
    clock = running_clock(case)
    form = {"clock": clock, "initial": initial}
    return PAGES.answer(request, case, STEP_PAGES[verb], run, form=form, context={"clock": clock, **context})


STEP_PAGES: dict[Verb, StepPage[Verb]] = {
    page.verb: page
    for page in (
        StepPage(
            Verb.PROPOSE,
            "case_review",
            _("Kajian awal"),
            _("Simpan kajian awal"),
            _("Kajian awal disimpan."),
            forms.ReviewForm,
            _("Nilai setiap syarat. Semua terpenuhi: usulkan registrasi. Ada yang kurang: minta perbaikan."),
            "cases/review.html",
        ),
        StepPage(
            Verb.RECEIVE_COMPLETION,
            "case_completion",
            _("Perbaikan laporan"),
            _("Simpan"),
            _("Hasil perbaikan disimpan."),
            forms.CompletionForm,
        ),
        StepPage(
            Verb.APPROVE,
            "case_registration",
            _("Registrasi"),
            _("Simpan"),
            _("Keputusan registrasi disimpan."),
            forms.RegistrationForm,
            _("Orang kedua memeriksa usulan. Setelah diregister, laporan tidak dapat dicabut (Perbawaslu 8/2020)."),
            "cases/registration.html",
        ),
        StepPage(
            Verb.EXTEND,
            "case_extend",
            _("Tambah waktu penanganan"),
            _("Tambah 2 hari"),
            _("Waktu penanganan ditambah."),
            forms.WordsForm,
            _("Bila masih perlu keterangan tambahan (UU 1/2015 Ps 134(6), belum diverifikasi). Di sini sekali saja."),
        ),
        StepPage(
            Verb.INVITE,
            "case_invite",
            _("Undang klarifikasi"),
            _("Kirim undangan"),
            _("Undangan dicatat."),
            forms.InvitationForm,
            _("Undang terlapor, pelapor, atau saksi. Surat dikirim menurut cara yang berlaku di lembaga Anda."),
        ),
        StepPage(
            Verb.RECORD_CLARIFICATION,
            "case_clarification",
            _("Hasil klarifikasi"),
            _("Simpan hasil"),
            _("Hasil klarifikasi disimpan."),
            forms.ClarificationForm,
        ),
        StepPage(
            Verb.WRITE_STUDY,
            "case_study",
            _("Kajian"),
            _("Simpan kajian"),
            _("Kajian disimpan dan tidak dapat diubah lagi."),
            forms.StudyForm,
            template="cases/study.html",
        ),
        StepPage(
            Verb.CONVENE,
            "case_plenary",
            _("Buka rapat pleno"),
            _("Buka pleno"),
            _("Pleno dibuka. Anggota dapat memberi suara."),
            lead=_("Semua anggota yang berwenang memutus di lembaga ini dicatat sebagai anggota pleno."),
        ),
        StepPage(
            Verb.VOTE,
            "case_vote",
            _("Suara pleno"),
            _("Beri suara"),
            _("Suara Anda dicatat."),
            forms.VoteForm,
            _("Suara tidak dapat diubah sesudah dikirim."),
            "cases/study_read.html",
        ),
        StepPage(
            Verb.REOPEN,
            "case_reopen",
            _("Akhiri pleno tanpa putusan"),
            _("Akhiri pleno ini"),
            _("Pleno diakhiri. Pleno berikutnya dapat dibuka."),
            forms.ReopenForm,
            _("Semua anggota sudah memberi suara dan tidak ada putusan yang didukung lebih dari separuh."),
        ),
        StepPage(
            Verb.DECIDE,
            "case_decide",
            _("Putusan pleno"),
            _("Tetapkan putusan"),
            _("Putusan ditetapkan."),
            forms.DecisionForm,
            _("Putusan mengikuti suara terbanyak dan tidak dapat diubah."),
            "cases/study_read.html",
        ),
    )
}

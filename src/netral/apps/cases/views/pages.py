"""The page of every step of a case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.cases import forms
from netral.apps.cases.actions import deciding, intake, investigation
from netral.apps.cases.domain import Finding, State, Verb
from netral.apps.cases.models import Case
from netral.apps.cases.queries import case_for, running_clock
from netral.apps.cases.steps import CASES
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.pages import StepPage, StepPages

PAGES: StepPages[Case, State, Verb] = StepPages(
    CASES,
    case_for,
    "case",
    "case",
    "cases/step.html",
    lambda case: " · ".join([case.title, *(person.name for person in case.caseperson_set.order_by("position"))]),
    forms.ConfirmForm,
    context=lambda case: {"zone": zone_of(case.region_id).key},
)
case_or_404 = PAGES.row_or_404


def step_page(
    request: HttpRequest, case_id: UUID, verb: Verb, *, form: Mapping[str, Any] | None = None, **context: Any
) -> HttpResponse:
    """Show the step with the running clock, or take it."""
    case = case_or_404(request, case_id)
    clock = running_clock(case)
    given = {"clock": clock, **(form or {})}
    return PAGES.answer(request, case, STEP_PAGES[verb], form=given, context={"clock": clock, **context})


def _review(case: Case, form: Any, by: Actor) -> None:
    conclude = {
        "propose": intake.propose_registration,
        "ask_completion": intake.ask_completion,
        "refuse": intake.refuse_report,
    }[form.cleaned_data["conclusion"]]
    conclude(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)


def _completion(case: Case, form: Any, by: Actor) -> None:
    if form.cleaned_data["conclusion"] == "receive":
        intake.receive_completion(case=case, late_reason=form.why_late, by=by)
    else:
        intake.refuse_report(case=case, inputs=form.inputs(), late_reason=form.why_late, by=by)


def _registration(case: Case, form: Any, by: Actor) -> None:
    if form.cleaned_data["conclusion"] == "approve":
        intake.approve_registration(case=case, late_reason=form.why_late, by=by)
    else:
        intake.send_back(case=case, words=form.cleaned_data["words"], late_reason=form.why_late, by=by)


def _clarification(_case: Case, form: Any, by: Actor) -> None:
    data = form.cleaned_data
    investigation.record_clarification(
        invitation=form.invitation,
        attended=data["attended"] == "yes",
        minutes=data["minutes"],
        late_reason=form.why_late,
        by=by,
    )


def _vote(case: Case, form: Any, by: Actor) -> None:
    data = form.cleaned_data
    deciding.cast_vote(
        case=case, finding=Finding(data["finding"]), dissent=data["dissent"], late_reason=form.why_late, by=by
    )


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
            run=_review,
        ),
        StepPage(
            Verb.RECEIVE_COMPLETION,
            "case_completion",
            _("Perbaikan laporan"),
            _("Simpan"),
            _("Hasil perbaikan disimpan."),
            forms.CompletionForm,
            run=_completion,
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
            run=_registration,
        ),
        StepPage(
            Verb.EXTEND,
            "case_extend",
            _("Tambah waktu penanganan"),
            _("Tambah 2 hari"),
            _("Waktu penanganan ditambah."),
            forms.WordsForm,
            _("Bila masih perlu keterangan tambahan (UU 1/2015 Ps 134(6), belum diverifikasi). Di sini sekali saja."),
            run=lambda case, form, by: investigation.extend_time(
                case=case, words=form.cleaned_data["words"], late_reason=form.why_late, by=by
            ),
        ),
        StepPage(
            Verb.INVITE,
            "case_invite",
            _("Undang klarifikasi"),
            _("Kirim undangan"),
            _("Undangan dicatat."),
            forms.InvitationForm,
            _("Undang terlapor, pelapor, atau saksi. Surat dikirim menurut cara yang berlaku di lembaga Anda."),
            run=lambda case, form, by: investigation.invite(
                case=case, inputs=form.inputs(), late_reason=form.why_late, by=by
            ),
        ),
        StepPage(
            Verb.RECORD_CLARIFICATION,
            "case_clarification",
            _("Hasil klarifikasi"),
            _("Simpan hasil"),
            _("Hasil klarifikasi disimpan."),
            forms.ClarificationForm,
            run=_clarification,
        ),
        StepPage(
            Verb.WRITE_STUDY,
            "case_study",
            _("Kajian"),
            _("Simpan kajian"),
            _("Kajian disimpan dan tidak dapat diubah lagi."),
            forms.StudyForm,
            template="cases/study.html",
            run=lambda case, form, by: investigation.write_study(
                case=case, inputs=form.inputs(), late_reason=form.why_late, by=by
            ),
        ),
        StepPage(
            Verb.CONVENE,
            "case_plenary",
            _("Buka rapat pleno"),
            _("Buka pleno"),
            _("Pleno dibuka. Anggota dapat memberi suara."),
            lead=_("Semua anggota yang berwenang memutus di lembaga ini dicatat sebagai anggota pleno."),
            run=lambda case, form, by: deciding.convene_plenary(case=case, late_reason=form.why_late, by=by),
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
            run=_vote,
        ),
        StepPage(
            Verb.REOPEN,
            "case_reopen",
            _("Akhiri pleno tanpa putusan"),
            _("Akhiri pleno ini"),
            _("Pleno diakhiri. Pleno berikutnya dapat dibuka."),
            forms.ReopenForm,
            _("Semua anggota sudah memberi suara dan tidak ada putusan yang didukung lebih dari separuh."),
            run=lambda case, form, by: deciding.reopen_plenary(
                case=case, words=form.cleaned_data["words"], late_reason=form.why_late, by=by
            ),
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
            run=lambda case, form, by: deciding.decide(
                case=case, inputs=form.inputs(), late_reason=form.why_late, by=by
            ),
        ),
    )
}

"""One frame for the page of every step: show its form, run its action, say why it was refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.cases import forms
from netral.apps.cases.domain import State, Verb, check_step
from netral.apps.cases.models import Case
from netral.apps.cases.queries import case_for, running_clock
from netral.engines.steps.refusal import StepRefused
from netral.foundation.accounts.access import actor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.refusals import message_of

Run = Callable[[Case, Any, Actor], object]


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and asks."""

    verb: Verb
    route: str
    title: Promise
    button: Promise
    done: Promise
    form: type[forms.StepForm] = forms.ConfirmForm
    lead: Promise | str = ""
    template: str = "cases/step.html"
    extra: dict[str, Any] = field(default_factory=dict)


def case_or_404(request: HttpRequest, case_id: UUID) -> Case:
    """Return a case in the reader's scope.

    Raises:
        Http404: there is none.
    """
    try:
        return case_for(actor_of(request), case_id)
    except Case.DoesNotExist as error:
        raise Http404 from error


def step_page(
    request: HttpRequest, case_id: UUID, page: StepPage, run: Run, *, initial: Any = None, **context: Any
) -> HttpResponse:
    """Show the step, or take it; a refusal stands above the form with everything that was typed."""
    case, actor = case_or_404(request, case_id), actor_of(request)
    try:
        check_step(State(case.state), page.verb, actor.permissions)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("case", case.pk)
    clock = running_clock(case)
    form = page.form(request.POST if request.method == "POST" else None, case=case, clock=clock, initial=initial)
    if form.is_bound and _ran(form, case, run, actor):
        messages.success(request, str(page.done))
        return redirect("case", case.pk)
    return _shown(request, page, form, {"case": case, "clock": clock, **context})


def _ran(form: forms.StepForm, case: Case, run: Run, actor: Actor) -> bool:
    if not form.is_valid():
        return False
    try:
        run(case, form, actor)
    except StepRefused as refusal:
        form.add_error(None, message_of(refusal))
        return False
    return True


def _shown(request: HttpRequest, page: StepPage, form: forms.StepForm, context: dict[str, Any]) -> HttpResponse:
    zone = zone_of(context["case"].region_id).key
    shown = {"page": page, "form": form, "zone": zone, **context}
    return render(request, page.template, shown, status=422 if form.is_bound and form.errors else 200)


STEP_PAGES: dict[Verb, StepPage] = {
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

"""The way of those who answer: passing up or back, refusing, writing, judging, publishing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.actions import release, replies
from netral.apps.guidance.applicable_law import judged, with_phase
from netral.apps.guidance.comparison import Contradiction, contradictions
from netral.apps.guidance.domain.answers import compatible
from netral.apps.guidance.domain.states import Verb
from netral.apps.guidance.forms import replies as forms
from netral.apps.guidance.forms.parts import RefusalForm, WordsForm, fact_initial
from netral.apps.guidance.labels import KINDS, POSITIONS, act_title, facts_shown
from netral.apps.guidance.models import Answer, GuidanceRequest, PublishedAnswer
from netral.apps.guidance.parameters import acts_to_answer
from netral.apps.guidance.pii_check import found_in
from netral.apps.guidance.queries import answers_to, standing_on
from netral.apps.guidance.steps import current_answer
from netral.apps.guidance.view_models import answer_shown, judgement_shown, published_shown
from netral.apps.guidance.views.pages import closed_step, request_or_404, step_page
from netral.foundation.accounts.access import allowed
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import StepPage

ESCALATE = StepPage(
    Verb.ESCALATE,
    "guidance_pass_up",
    _("Teruskan ke tingkat di atas"),
    _("Teruskan"),
    _("Permintaan diteruskan."),
    WordsForm,
    _("Pengawas satu tingkat di atas yang menjawab. Nomor dan batas waktu tetap."),
    run=lambda row, form, by: replies.pass_up(request=row, words=form.cleaned_data["words"], by=by),
)
HAND_BACK = StepPage(
    Verb.HAND_BACK,
    "guidance_hand_back",
    _("Kembalikan ke tingkat di bawah"),
    _("Kembalikan"),
    _("Permintaan dikembalikan."),
    WordsForm,
    _("Pengawas yang meneruskan permintaan ini menjawabnya sendiri."),
    run=lambda row, form, by: replies.hand_back(request=row, words=form.cleaned_data["words"], by=by),
)
REFUSE = StepPage(
    Verb.REFUSE,
    "guidance_refuse",
    _("Tolak: di luar cakupan"),
    _("Tolak permintaan"),
    _("Permintaan ditolak."),
    RefusalForm,
    _("Untuk pertanyaan di luar netralitas ASN. Penanya membaca alasan Anda; tulis ke mana ia dapat bertanya."),
    run=lambda row, form, by: replies.refuse_request(request=row, words=form.cleaned_data["words"], by=by),
)
DRAFT = StepPage(
    Verb.DRAFT,
    "guidance_draft",
    _("Tulis jawaban"),
    _("Kirim untuk disetujui"),
    _("Rancangan jawaban menunggu persetujuan orang kedua."),
    forms.AnswerForm,
    template="guidance/draft.html",
    run=lambda row, form, by: replies.draft_answer(request=row, inputs=form.inputs(), by=by),
)
SEND_BACK = StepPage(
    Verb.SEND_BACK,
    "guidance_send_back",
    _("Kembalikan rancangan"),
    _("Kembalikan"),
    _("Rancangan dikembalikan ke penulis."),
    WordsForm,
    _("Tulis apa yang harus diperbaiki. Rancangan ini tetap tersimpan."),
    run=lambda row, form, by: replies.send_back(request=row, words=form.cleaned_data["words"], by=by),
)
APPROVE = StepPage(
    Verb.APPROVE,
    "guidance_approve",
    _("Setujui jawaban"),
    _("Setujui, lalu siapkan terbitan"),
    _("Jawaban disetujui. Siapkan teks untuk umum."),
    template="guidance/approve.html",
    run=lambda row, _form, by: replies.approve_answer(request=row, by=by),
)
PUBLISH = StepPage(
    Verb.PUBLISH,
    "guidance_publish",
    _("Terbitkan jawaban"),
    _("Terbitkan"),
    _("Jawaban terbit. Unit yang bertanya diberi tahu."),
    forms.PublicationForm,
    template="guidance/publish.html",
    run=lambda row, form, by: release.publish_answer(request=row, inputs=form.inputs(), by=by),
)


@allowed("guidance.answer")
@form_page
def pass_up(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Pass a request to the tier above."""
    return step_page(request, request_or_404(request, ident), ESCALATE)


@allowed("guidance.answer")
@form_page
def hand_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Hand a request back to the tier below."""
    return step_page(request, request_or_404(request, ident), HAND_BACK)


@allowed("guidance.approve")
@form_page
def refuse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Refuse a request out of scope."""
    return step_page(request, request_or_404(request, ident), REFUSE)


@allowed("guidance.answer")
@form_page
def draft(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Write the answer, beside what the catalogue says and what was answered before."""
    row = request_or_404(request, ident)
    before = next(iter(answers_to(row)), None)
    act = _chosen_act(request, row, before)
    known = dict(before.facts if before and before.act == act else row.facts if row.act == act else {})
    judgement = judged(act, known, row.act_date, row.region_id)

    kwargs = {"act": act, "initial": _start(row, before, act, known, judgement)}
    context = {
        "act": act_title(act),
        "change_act": forms.ChangeActForm(initial={"perbuatan": act}, auto_id="ganti_%s"),
        "returned": before if before and before.returned_at else None,
        "judgement": judgement_shown(judgement),
        "asked_facts": facts_shown(row.act, row.facts),
        "earlier": [published_shown(each) for each in _earlier(act, known, row)],
    }
    return step_page(request, row, DRAFT, form=kwargs, context=context)


@allowed("guidance.approve")
@form_page
def send_back(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Return an answer to its writer."""
    return step_page(request, request_or_404(request, ident), SEND_BACK)


@allowed("guidance.approve")
@form_page
def approve(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Approve an answer, its contradictions in view."""
    row = request_or_404(request, ident)
    if (closed := closed_step(request, row, Verb.APPROVE)) is not None:
        return closed
    answer = current_answer(row)

    context = {
        "answer": answer_shown(answer),
        "pairs": _pairs(contradictions(answer.stand, row.act_date, row.region_id)),
    }
    return step_page(request, row, APPROVE, leads_to="guidance_publish", context=context)


@allowed("guidance.approve")
@form_page
def publish(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Publish an approved answer, after each contradiction and each name has been dealt with."""
    row = request_or_404(request, ident)
    if (closed := closed_step(request, row, Verb.PUBLISH)) is not None:
        return closed
    answer = current_answer(row)
    against = contradictions(answer.stand, row.act_date, row.region_id)
    typed = [request.POST.get(name, "") for name in ("question", "text", "reason")]
    places = found_in(row, *typed)

    kwargs = {"against": against, "guesses": places, "initial": {"question": row.question[:500], "text": answer.text}}
    context = {
        "answer": answer_shown(answer),
        "pairs": _pairs(against),
        "places": [(KINDS[place.kind], place) for place in places],
    }
    return step_page(request, row, PUBLISH, form=kwargs, context=context)


def _earlier(act: str, facts: Mapping[str, str], row: GuidanceRequest) -> list[PublishedAnswer]:
    known = with_phase(act, facts, row.act_date)
    return [each for each in standing_on(act, row.act_date) if compatible(each.facts, known)]


def _chosen_act(request: HttpRequest, row: GuidanceRequest, before: Answer | None) -> str:
    known = {act.code for act in acts_to_answer()}
    asked = request.POST.get("act") or request.GET.get("perbuatan") or (before.act if before else row.act)
    # A question from outside elections has no facts to answer by: the first act stands until the officer chooses.
    return asked if asked in known else acts_to_answer()[0].code


def _start(
    row: GuidanceRequest, before: Answer | None, act: str, known: Mapping[str, str], judgement: catalogue.Judgement
) -> dict[str, Any]:
    start: dict[str, Any] = {"act": act, "valid_from": min(row.act_date, today_in(row.region_id))}
    if before is not None and before.act == act:
        start |= {"position": before.position, "norms": ", ".join(before.norms), "text": before.text}
        start |= {"valid_from": before.valid_from, "valid_to": before.valid_to}
    elif judgement.verdict.value in POSITIONS:
        start["norms"] = ", ".join(each.norm.id for each in judgement.norms)
    return start | fact_initial(known)


def _pairs(against: tuple[Contradiction, ...]) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "earlier": published_shown(each.earlier) if each.earlier else None,
            "judgement": judgement_shown(each.judgement) if each.judgement else None,
        }
        for each in against
    ]

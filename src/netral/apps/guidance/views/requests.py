"""The way of those who ask: the question, the act, the facts, sending, and taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.actions import requests
from netral.apps.guidance.domain.states import Verb
from netral.apps.guidance.forms import requests as forms
from netral.apps.guidance.forms.parts import fact_initial
from netral.apps.guidance.labels import act_title, facts_shown
from netral.apps.guidance.models import GuidanceRequest
from netral.apps.guidance.parameters import fact_options
from netral.apps.guidance.queries import units_asking
from netral.apps.guidance.routes import government_of_office, office_of
from netral.apps.guidance.views.pages import closed_step, request_or_404, step_page
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import purposes
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.workflow.pages import StepPage, ran

# Letters of the largest size that one request carries; smaller ones may be more.
MOST_LETTERS = 3

ACT = StepPage(
    Verb.EDIT,
    "guidance_act",
    _("Perbuatan yang ditanyakan"),
    _("Simpan dan lanjut"),
    _("Perbuatan disimpan."),
    forms.ActForm,
    _("Tiga pilihan teratas ditebak dari kata-kata Anda. Anda yang menentukan."),
    run=lambda row, form, by: requests.confirm_act(request=row, act=form.cleaned_data["act"], by=by),
)
FACTS = StepPage(
    Verb.EDIT,
    "guidance_facts",
    _("Keadaannya"),
    _("Simpan dan lanjut"),
    _("Keadaan disimpan."),
    forms.FactsForm,
    _("Jawab untuk orang yang ditanyakan. Yang belum pasti, biarkan “Belum diketahui”."),
    run=lambda row, form, by: requests.confirm_facts(request=row, facts=form.facts(), by=by),
)
SEND = StepPage(
    Verb.SEND,
    "guidance_send",
    _("Periksa lalu kirim"),
    _("Kirim ke Bawaslu"),
    _("Permintaan dikirim."),
    forms.SendForm,
    template="guidance/send.html",
    run=lambda row, form, by: requests.send_request(request=row, files=form.files.getlist("files"), by=by),
)
WITHDRAW = StepPage(
    Verb.WITHDRAW,
    "guidance_withdraw",
    _("Tarik permintaan"),
    _("Tarik permintaan"),
    _("Permintaan ditarik."),
    forms.WithdrawForm,
    _("Permintaan yang ditarik tidak dijawab. Catatannya tetap disimpan."),
    run=lambda row, form, by: requests.withdraw_request(request=row, words=form.cleaned_data["words"], by=by),
)


@allowed("guidance.ask")
@form_page
def begin(request: HttpRequest) -> HttpResponse:
    """Write a new question."""
    actor = actor_of(request)
    office = office_of(actor)
    try:
        government = government_of_office(office)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("guidance_board")
    form = forms.QuestionForm(request.POST if request.method == "POST" else None, government=government)
    made: list[GuidanceRequest] = []
    if form.is_bound and ran(form, lambda: made.append(requests.start_request(inputs=form.inputs(), by=actor))):
        return redirect("guidance_act", made[0].pk)
    context = {"form": form, "title": _("Tanya Bawaslu"), "row": None}
    return render(request, "guidance/question.html", context, status=422 if form.is_bound else 200)


@allowed("guidance.ask")
@form_page
def edit(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Change the question of a concept."""
    row, actor = request_or_404(request, ident), actor_of(request)
    if (closed := closed_step(request, row, Verb.EDIT)) is not None:
        return closed
    initial = {
        "question": row.question,
        "act_date": row.act_date,
        "urgency": row.urgency,
        "urgency_reason": row.urgency_reason,
        "units": [str(unit.unit_id) for unit in units_asking(row)],
    }
    given = request.POST if request.method == "POST" else None
    form = forms.QuestionForm(given, government=row.government, initial=initial)
    if form.is_bound and ran(form, lambda: requests.change_question(request=row, inputs=form.inputs(), by=actor)):
        return redirect("guidance_act" if not row.act else "guidance_send", row.pk)
    context = {"form": form, "title": _("Ubah pertanyaan"), "row": row}
    return render(request, "guidance/question.html", context, status=422 if form.is_bound else 200)


@allowed("guidance.ask")
@form_page
def act(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Confirm the act, of those proposed or of all."""
    row = request_or_404(request, ident)
    proposed = [each.code for each in catalogue.propose(row.question).acts]

    kwargs = {"proposed": proposed, "initial": {"act": row.act}}
    return step_page(request, row, ACT, form=kwargs, leads_to="guidance_facts")


@allowed("guidance.ask")
@form_page
def facts(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Confirm the facts, those the words state outright already chosen."""
    row = request_or_404(request, ident)
    if not row.act:
        return redirect("guidance_act", row.pk)

    initial = fact_initial(row.facts or _found_facts(row))
    return step_page(request, row, FACTS, form={"initial": initial}, leads_to="guidance_send")


@allowed("guidance.ask")
@form_page
@takes_bytes(MOST_LETTERS * purposes()["correspondence"].limit)
def send(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Look at everything once more, attach letters, and send."""
    row = request_or_404(request, ident)
    if not row.act:
        return redirect("guidance_act", row.pk)

    context = {
        "units": units_asking(row),
        "act": act_title(row.act),
        "facts": facts_shown(row.act, row.facts),
        "purpose": purposes()[requests.FILES],
    }
    return step_page(request, row, SEND, context=context)


@allowed("guidance.ask")
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take a request back."""
    return step_page(request, request_or_404(request, ident), WITHDRAW)


def _found_facts(row: GuidanceRequest) -> dict[str, str]:
    options = fact_options(row.act)
    read = catalogue.propose(row.question)
    # What the words do not state outright is left for the person to choose.
    stated = [each for each in read.facts if each.code in read.deeds]
    return {each.code: each.value for each in stated if each.value in options.get(each.code, ())}

"""Requests between Bawaslu and a government: the list, a new one, one with its letters, and each of its steps."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET

from netral.apps.support import letters
from netral.apps.support.actions import requests as asking
from netral.apps.support.actions.requests import LETTERS
from netral.apps.support.domain.requests import LetterState, LetterVerb
from netral.apps.support.forms.requests import RequestForm, SupportAnswerForm, SupportWithdrawForm
from netral.apps.support.models import SupportRequest
from netral.apps.support.queries import requests as queries
from netral.apps.support.queries.history import timeline
from netral.apps.support.tables.requests import SupportRequestTable, standing
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.queries import zone_at
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages, ran
from netral.foundation.workflow.work import with_turn

PAGES: StepPages[SupportRequest, LetterState, LetterVerb] = StepPages(
    LETTERS,
    queries.letter_for,
    "support_request",
    "letter",
    "support/requests/step.html",
    lambda letter: f"{letter.number}: {letter.subject}",
)
LETTER_PAGES: dict[LetterVerb, StepPage[LetterVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            LetterVerb.ANSWER,
            "support_request_answer",
            gettext_lazy("Jawab permintaan"),
            gettext_lazy("Kirim jawaban"),
            gettext_lazy("Jawaban dikirim."),
            SupportAnswerForm,
            run=lambda row, form, by: asking.answer_support(letter=row, words=form.cleaned_data["jawaban"], by=by),
        ),
        StepPage(
            LetterVerb.WITHDRAW,
            "support_request_withdraw",
            gettext_lazy("Tarik permintaan"),
            gettext_lazy("Tarik permintaan"),
            gettext_lazy("Permintaan ditarik."),
            SupportWithdrawForm,
            run=lambda row, form, by: asking.withdraw_request(letter=row, words=form.cleaned_data["alasan"], by=by),
        ),
    )
}
PAPERS = {"surat.pdf": letters.REQUEST, "jawaban.pdf": letters.ANSWER}


@allowed("support.view")
@require_GET
def requests(request: HttpRequest) -> HttpResponseBase:
    """List the requests in the reader's scope."""
    actor = actor_of(request)
    rows = queries.letters_of(actor)
    context = {"late": queries.late_letters(rows).count()}
    table = SupportRequestTable(with_turn(rows, queries.letters_waiting_for(actor)))
    return table_response(request, table, template="support/requests/list.html", context=context)


@allowed("support.ask")
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the other side."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and ran(form, lambda: _ask(request, form)):
        return redirect("support_request_list")
    lead = _("Permintaan mendapat nomor dan surat bersegel, lalu langsung sampai ke pihak lain di daerah Anda.")
    context = {"form": form, "title": _("Buat permintaan"), "lead": lead, "back": reverse("support_request_list")}
    return render(request, "support/form.html", context, status=422 if form.errors else 200)


@allowed("support.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one request, its answer and letters, and the next step."""
    letter = PAGES.row_or_404(request, ident)
    status, tone = standing(letter)
    zone = zone_at(letter.asker)
    pages = [LETTER_PAGES[verb] for verb in queries.letter_verbs_for(actor_of(request), letter)]
    context = {
        "letter": letter,
        "status": status,
        "tone": tone,
        "steps": [{"title": page.title, "url": reverse(page.route, args=[letter.pk])} for page in pages],
        "has_letter": letters.paper_of(letter, letters.REQUEST) is not None,
        "has_answer": letters.paper_of(letter, letters.ANSWER) is not None,
        "timeline": timeline(letter, zone),
        "zone": zone.key,
    }
    return render(request, "support/requests/request.html", context)


@allowed("support.view")
@require_GET
def paper(request: HttpRequest, ident: UUID, file: str) -> HttpResponse:
    """Send the sealed letter of a request or of its answer."""
    letter = PAGES.row_or_404(request, ident)
    document = letters.paper_of(letter, PAPERS[file]) if file in PAPERS else None
    if document is None:
        raise Http404
    return pdf_response(pdf_of(document), file)


@allowed("support.answer")
@form_page
def answer(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Answer a request."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), LETTER_PAGES[LetterVerb.ANSWER])


@allowed("support.ask")
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take a request back."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), LETTER_PAGES[LetterVerb.WITHDRAW])


def _ask(request: HttpRequest, form: RequestForm) -> SupportRequest:
    asked = form.cleaned_data
    return asking.ask_support(subject=asked["hal"], text=asked["isi"], due_on=asked["batas"], by=actor_of(request))

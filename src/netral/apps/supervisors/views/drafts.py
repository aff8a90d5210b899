"""The application on a phone, one question on each page, kept under a code until it is sent."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.supervisors.actions.applications import submit_application
from netral.apps.supervisors.domain.drafts import DraftQuestion, nik_doubts, papers_to_offer, unanswered
from netral.apps.supervisors.drafts import COOKIES, MOST_BYTES, MOST_FILES, PURPOSE, STORE, ApplicationDraft
from netral.apps.supervisors.forms.drafts import QUESTION_FORMS, DraftQuestionForm
from netral.apps.supervisors.models import Vacancy
from netral.apps.supervisors.queries.applications import application_by_code
from netral.apps.supervisors.queries.requirements import (
    draft_findings,
    end_of_applications,
    is_open,
    last_day,
    papers_of_draft,
    requirements_of,
    vacancy_to_apply,
)
from netral.apps.supervisors.view_models import answered_rows, offered, place_of, post_of, shown_findings
from netral.apps.supervisors.views.uploads import uploads_in
from netral.engines.steps.table import StepRefused
from netral.engines.vault.codes import new_code
from netral.foundation.accounts.access import keyed, public
from netral.foundation.drafts.models import Draft
from netral.foundation.drafts.store import DraftFull, DraftsFull
from netral.foundation.drafts.uploads import sealed_uploads
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.capacity import StoreFull
from netral.foundation.files.domain import megabytes, purposes
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.refusals import message_of

CODE = "application code"
# In the address of a question that was opened from the last page, to go back there.
CHANGING = "ubah"

DraftView = Callable[..., HttpResponse]


def with_draft(view: DraftView) -> DraftView:
    """Hand a view the draft of the browser and its vacancy; without one she is asked for her code."""

    @functools.wraps(view)
    def opened(request: HttpRequest, **place: Any) -> HttpResponse:
        code = COOKIES.draft_token(request)
        draft = STORE.find(code)
        if draft is None:
            return redirect("application_sent" if code and application_by_code(code) else "application_status")
        return view(request, draft, vacancy_to_apply(UUID(draft.answers.vacancy)), **place)

    return opened


@public
@never_cache
def start(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Say what the post asks for, and begin with a code that opens the application on any phone."""
    try:
        vacancy = vacancy_to_apply(ident)
    except Vacancy.DoesNotExist as missing:
        raise Http404("no such vacancy") from missing
    context: dict[str, Any] = {**_about(vacancy), "is_open": is_open(vacancy), "until": last_day(vacancy)}
    context["requirements"] = requirements_of(vacancy, today_in(vacancy.region_id))
    if request.method != "POST" or not context["is_open"]:
        return render(request, "supervisors/applications/start.html", context)
    code = new_code()
    try:
        draft = STORE.begin(code, end_of_applications(vacancy))
    except DraftsFull:
        return render(request, "supervisors/applications/start.html", {**context, "full": True}, status=503)
    STORE.change(draft, vacancy=str(vacancy.pk))
    response = redirect("application_question", step=DraftQuestion.NAME.value)
    COOKIES.keep_draft(response, code)
    return response


@keyed(CODE)
@never_cache
@with_draft
def question(request: HttpRequest, draft: ApplicationDraft, vacancy: Vacancy, step: str) -> HttpResponse:
    """Ask one question."""
    form_class = QUESTION_FORMS.get(DraftQuestion(step)) if step in [*QUESTION_FORMS] else None
    if form_class is None:
        raise Http404("no such question")
    asked = DraftQuestion(step)
    form = _form(form_class, request, draft, vacancy)
    if not (request.method == "POST" and form.is_valid()):
        doubts = nik_doubts(draft.answers.nik, draft.answers.birth_date, draft.answers.sex)
        shown = {"form": form, "question": asked, "doubts": doubts if asked is DraftQuestion.IDENTITY else ()}
        return _page(request, asked, "question", shown)
    draft = STORE.change(draft, **form.answers())
    if "tekan_cari" in request.POST:
        return redirect(request.get_full_path())
    answers = draft.answers
    doubts = nik_doubts(answers.nik, answers.birth_date, answers.sex)
    # Shown once, on the question it is about; what is sent a second time goes on.
    if doubts and asked is DraftQuestion.IDENTITY and request.POST.get("yakin") != request.POST.get("nik"):
        return _page(request, asked, "question", {"form": form, "question": asked, "doubts": doubts})
    return _onward(request, asked)


@keyed(CODE)
@never_cache
@sealed_uploads(PURPOSE)
@with_draft
@takes_bytes(MOST_BYTES)
def documents(request: HttpRequest, draft: ApplicationDraft, vacancy: Vacancy) -> HttpResponse:
    """Ask for photographed documents, and take them in as they come."""
    problems: list[str] = []
    if request.method == "POST":
        if place := request.POST.get("hapus"):
            draft = STORE.detach(draft, place)
        draft, problems = _attach(request, draft)
        if not problems:
            STORE.change(draft, documents_seen=True)
            stays = "lanjut" not in request.POST
            return redirect("application_documents") if stays else _onward(request, DraftQuestion.DOCUMENTS)
    kinds = papers_to_offer(papers_of_draft(draft.answers, vacancy))
    context: dict[str, Any] = {"offered": offered(kinds), "files": draft.answers.files, "problems": problems}
    context["purpose"] = purposes()[PURPOSE]
    return _page(request, DraftQuestion.DOCUMENTS, "documents", context, status=422 if problems else 200)


@keyed(CODE)
@never_cache
@with_draft
def check(request: HttpRequest, draft: ApplicationDraft, vacancy: Vacancy) -> HttpResponse:
    """Show every answer with what the law says of it, and send the application; sending twice sends it once."""
    refusal = ""
    if request.method == "POST":
        try:
            submit_application(draft=draft, code=COOKIES.draft_token(request), by=PUBLIC)
            return redirect("application_sent")
        except Draft.DoesNotExist:
            return redirect("application_sent")
        except StepRefused as refused:
            refusal = message_of(refused)
        except FileRefused as refused:
            refusal = str(refused)
        except StoreFull:
            refusal = _("Penyimpanan sedang penuh, jadi lamaran belum terkirim. Isian Anda tetap ada. Coba lagi nanti.")
    answers, open_questions = draft.answers, unanswered(draft.answers)
    rows = [(label, value, f"{address_of(asked)}?{CHANGING}=1") for asked, label, value in answered_rows(answers)]
    context = {
        **_about(vacancy),
        "rows": rows,
        "files": answers.files,
        "findings": shown_findings(draft_findings(answers, vacancy)),
        "first_open": address_of(open_questions[0]) if open_questions else "",
        "doubts": nik_doubts(answers.nik, answers.birth_date, answers.sex),
        "refusal": refusal,
        "code": COOKIES.draft_token(request),
    }
    return render(request, "supervisors/applications/check.html", context, status=422 if refusal else 200)


@keyed(CODE)
@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Show number and code, as long as this browser knows the code."""
    code = COOKIES.draft_token(request)
    application = application_by_code(code) if code else None
    if application is None:
        return redirect("application_status")
    response = render(
        request,
        "supervisors/applications/sent.html",
        {**_about(application.vacancy), "application": application, "code": code, "words": code.split("-")},
    )
    COOKIES.keep_open(response, bytes(application.code_digest))
    return response


@public
@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Let this phone forget the application; the code still opens it."""
    response = redirect("application_status")
    COOKIES.forget(response)
    return response


def address_of(asked: DraftQuestion) -> str:
    """Return the address of a question."""
    if asked is DraftQuestion.DOCUMENTS:
        return reverse("application_documents")
    return reverse("application_question", args=[asked.value])


def _about(vacancy: Vacancy) -> dict[str, Any]:
    return {"vacancy": vacancy, "post": post_of(vacancy), "place": place_of(vacancy)}


def _form(
    form_class: type[DraftQuestionForm], request: HttpRequest, draft: ApplicationDraft, vacancy: Vacancy
) -> DraftQuestionForm:
    today = today_in(vacancy.region_id)
    return form_class(
        request.POST if request.method == "POST" else None,
        today=today,
        declared=requirements_of(vacancy, today),
        initial=form_class.shown(draft.answers),
    )


def _onward(request: HttpRequest, asked: DraftQuestion) -> HttpResponse:
    following = [*DraftQuestion][[*DraftQuestion].index(asked) + 1 :]
    if CHANGING in request.GET or not following:
        return redirect("application_check")
    return redirect(address_of(following[0]))


def _page(
    request: HttpRequest, asked: DraftQuestion, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    steps = [*DraftQuestion]
    place = steps.index(asked)
    before = address_of(steps[place - 1]) if place else reverse("application_check")
    shared = {
        "step": place + 1,
        "steps": len(steps),
        "back_url": reverse("application_check") if CHANGING in request.GET else before,
        "code": COOKIES.draft_token(request),
    }
    return render(request, f"supervisors/applications/{template}.html", {**shared, **context}, status=status)


def _attach(request: HttpRequest, draft: ApplicationDraft) -> tuple[ApplicationDraft, list[str]]:
    """Take in every file that was sent; what is refused is told, the others stay."""
    problems = []
    for kind, upload in uploads_in(request):
        try:
            draft = STORE.attach(draft, upload, kind)
        except FileRefused as refusal:
            problems.append(f"{upload.name}: {refusal}")
        except DraftFull:
            full = _("Paling banyak %(most)s berkas, bersama-sama %(limit)s. Hapus salah satu, atau bawa ke loket.")
            problems.append(full % {"most": MOST_FILES, "limit": megabytes(MOST_BYTES)})
            break
        except StoreFull:
            problems.append(_("Penyimpanan sedang penuh. Isian Anda tetap ada. Coba lagi nanti, atau bawa ke loket."))
            break
    return draft, problems

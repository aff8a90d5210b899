"""What an applicant sees with her code: where the application stands, what is missing, the receipt, and withdrawing."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.supervisors.actions.applications import add_documents, complete_application, withdraw_application
from netral.apps.supervisors.actions.comments import answer_comment
from netral.apps.supervisors.domain.applications import BY_APPLICANT, ApplicationState, ApplicationVerb, announced_state
from netral.apps.supervisors.domain.drafts import papers_to_offer
from netral.apps.supervisors.drafts import COOKIES, MOST_BYTES, PURPOSE, STORE
from netral.apps.supervisors.forms.comments import CommentAnswerForm
from netral.apps.supervisors.forms.drafts import ApplicationCodeForm
from netral.apps.supervisors.labels import APPLICATION_NEXT, APPLICATION_STATES
from netral.apps.supervisors.models import Application, PublicComment
from netral.apps.supervisors.queries.applications import application_by_code, application_by_digest
from netral.apps.supervisors.queries.comments import comments_for_applicant
from netral.apps.supervisors.queries.requirements import papers_of_application
from netral.apps.supervisors.receipts import receipt_of
from netral.apps.supervisors.view_models import missing_papers, offered, place_of, post_of, shown_findings
from netral.apps.supervisors.views.uploads import uploads_in
from netral.engines.steps.table import StepRefused
from netral.engines.vault.codes import normalised
from netral.foundation.accounts.access import keyed, public
from netral.foundation.drafts.throttle import wrong_codes
from netral.foundation.drafts.uploads import sealed_uploads
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import purposes
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.refusals import message_of

CODE = "application code"
_TAKES = (ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE)


def with_application(view: Callable[[HttpRequest, Application], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Hand a view the application that is open in this browser, or ask for the code again."""

    @functools.wraps(view)
    def opened_here(request: HttpRequest) -> HttpResponse:
        digest = COOKIES.opened_digest(request)
        application = application_by_digest(digest) if digest else None
        return view(request, application) if application else redirect("application_status")

    return opened_here


@public
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the code, which opens a draft or an application; every wrong code gets the same answer."""
    form = ApplicationCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data["kode"]
        if application := application_by_code(typed):
            response = redirect("application_opened")
            COOKIES.keep_open(response, bytes(application.code_digest))
            return response
        code = normalised(typed) or ""
        if STORE.find(code):
            response = redirect("application_check")
            COOKIES.keep_draft(response, code)
            return response
        wrong_codes.wrong_answer()
        form.add_error(
            "kode",
            _(
                "Kode itu tidak cocok dengan lamaran mana pun. Periksa ejaan setiap kata. Isian yang belum dikirim "
                "dihapus sesudah 14 hari, atau saat pendaftaran ditutup."
            ),
        )
    return render(request, "supervisors/applications/status.html", {"form": form})


@keyed(CODE)
@never_cache
@with_application
def opened(request: HttpRequest, application: Application) -> HttpResponse:
    """Show where the application stands, what comes next, and what is missing."""
    return _show(request, application)


@keyed(CODE)
@never_cache
@require_POST
@sealed_uploads(PURPOSE)
@with_application
@takes_bytes(MOST_BYTES)
def add(request: HttpRequest, application: Application) -> HttpResponse:
    """Take in documents that were missing."""
    papers = uploads_in(request)
    if not papers:
        return _show(request, application, _("Belum ada berkas yang dipilih. Pilih berkasnya, lalu unggah lagi."))
    try:
        add_documents(application_id=application.pk, papers=papers, by=_holder(application))
    except StepRefused as refusal:
        return _show(request, application, message_of(refusal))
    except FileRefused as refusal:
        return _show(request, application, str(refusal))
    return redirect("application_opened")


@keyed(CODE)
@never_cache
@require_POST
@with_application
def complete(request: HttpRequest, application: Application) -> HttpResponse:
    """Send what was missing."""
    try:
        complete_application(application_id=application.pk, by=_holder(application))
    except StepRefused as refusal:
        return _show(request, application, message_of(refusal))
    return redirect("application_opened")


@keyed(CODE)
@never_cache
@require_POST
@with_application
def answer(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the applicant's answer to what somebody of the public said."""
    form = CommentAnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, application, " ".join(str(words) for errors in form.errors.values() for words in errors))
    comment, text = form.cleaned_data["nomor_tanggapan"], form.cleaned_data["jawaban"]
    try:
        answer_comment(application=application, comment_id=comment, text=text, by=_holder(application))
    except StepRefused as refusal:
        return _show(request, application, message_of(refusal))
    except PublicComment.DoesNotExist as error:
        raise Http404 from error
    return redirect("application_opened")


@keyed(CODE)
@never_cache
@with_application
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Show what withdrawing leaves behind, and withdraw when that was seen."""
    refusal = ""
    if request.method == "POST":
        try:
            withdraw_application(application_id=application.pk, by=_holder(application))
            return redirect("application_opened")
        except StepRefused as refused:
            refusal = message_of(refused)
    elif not _may(application, ApplicationVerb.WITHDRAW):
        return redirect("application_opened")
    context = {**_about(application), "refusal": refusal}
    return render(request, "supervisors/applications/withdraw.html", context, status=422 if refusal else 200)


@keyed(CODE)
@never_cache
@require_GET
@with_application
def receipt(request: HttpRequest, application: Application) -> HttpResponse:
    """Send the receipt as a PDF."""
    name = _("tanda-terima") + f"-{application.number.replace('/', '-')}.pdf"
    return pdf_response(receipt_of(application, _holder(application)), name)


def _holder(application: Application) -> Actor:
    return holder_of_link(f"application:{application.pk}")


def _may(application: Application, verb: ApplicationVerb) -> bool:
    return application.state in BY_APPLICANT[verb]


def _state(application: Application) -> ApplicationState:
    announced = application.recruitment.decided_at is not None
    return announced_state(ApplicationState(application.state), is_announced=announced)


def _about(application: Application) -> dict[str, Any]:
    label, tone = APPLICATION_STATES[_state(application)]
    return {
        "application": application,
        "post": post_of(application.vacancy),
        "place": place_of(application.vacancy),
        "label": label,
        "tone": tone,
        "zone": zone_of(application.vacancy.region_id, application.submitted_at.date()).key,
    }


def _show(request: HttpRequest, application: Application, problem: str = "") -> HttpResponse:
    takes = application.state in _TAKES
    context = {
        **_about(application),
        "next": APPLICATION_NEXT[_state(application)],
        "findings": shown_findings(application.findings),
        "missing": missing_papers(application.findings) if takes else [],
        "documents": application.applicationdocuments.all(),
        "offered": offered(papers_to_offer(papers_of_application(application))) if takes else [],
        "purpose": purposes()[PURPOSE],
        "may_complete": _may(application, ApplicationVerb.COMPLETE),
        "may_withdraw": _may(application, ApplicationVerb.WITHDRAW),
        "comments": comments_for_applicant(application),
        "problem": problem,
    }
    return render(request, "supervisors/applications/opened.html", context, status=422 if problem else 200)

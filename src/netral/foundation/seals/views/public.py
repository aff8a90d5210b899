"""Checking sealed documents: by their file, or by the code printed on them."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from netral.foundation.accounts.access import public
from netral.foundation.files.storage import StorageBroken
from netral.foundation.ledger.clock import now
from netral.foundation.seals.domain import LARGEST_FILE, CodeMistyped, Verdict, show_code
from netral.foundation.seals.forms import CodeForm, FileForm
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import VerificationReport, document_by_code, verify_document, verify_pdf

logger = logging.getLogger(__name__)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file; answer at once for a file, lead on to the page of a code."""
    code_form = CodeForm(request.GET if "kode" in request.GET else None)
    if code_form.is_bound and code_form.is_valid():
        return redirect("verify_code", show_code(code_form.cleaned_data["kode"]))
    file_form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if file_form.is_bound and file_form.is_valid():
        return render(request, "seals/result.html", {"report": _checked(file_form), "checked_at": now()})
    status = 422 if code_form.errors or file_form.errors else 200
    return render(request, "seals/verify.html", {"code_form": code_form, "file_form": file_form}, status=status)


@public
@require_GET
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is registered under a code, and whether its seal holds."""
    try:
        document = document_by_code(code)
    except CodeMistyped:
        return render(request, "seals/unknown.html", {"code": code[:40], "mistyped": True}, status=404)
    if document is None:
        return render(request, "seals/unknown.html", {"code": code[:40], "mistyped": False}, status=404)
    report = _stored(document)
    if report is None:
        return render(request, "seals/unavailable.html", {"document": document}, status=503)
    # A code can be copied onto another paper, so a good copy in the store says nothing yet of the paper in hand.
    registered = report.verdict is Verdict.HOLDS
    context = {"report": report, "registered": registered, "checked_at": now()}
    return render(request, "seals/result.html", context)


def _checked(form: FileForm) -> VerificationReport:
    # Refused by its size before it is read, so that a huge file never fills the memory.
    if (form.upload.size or 0) > LARGEST_FILE:
        return VerificationReport(Verdict.TOO_LARGE)
    return verify_pdf(form.upload.read())


def _stored(document: SealedDocument) -> VerificationReport | None:
    try:
        return verify_document(document)
    except StorageBroken:
        logger.exception("The stored copy of document %s cannot be read", document.pk)
        return None

"""Checking sealed documents: by their file, or by the code printed on them."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from netral.foundation.accounts.access import public
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.storage import StorageBroken
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.proofs import NoProof, NotYetPlaced
from netral.foundation.seals.domain import LARGEST_FILE, CodeMistyped, Verdict, show_code
from netral.foundation.seals.forms import CodeForm, FileForm
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import (
    document_by_code,
    proof_of_sealing,
    verify_document,
    verify_pdf,
)
from netral.foundation.seals.report import VerificationReport
from netral.foundation.ui.methods import form_page

logger = logging.getLogger(__name__)

# What somebody whose file was not read is asked to wait.
BUSY_SECONDS = 60


@public
@form_page
@takes_bytes(LARGEST_FILE)
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file; answer at once for a file, lead on to the page of a code."""
    code_form = CodeForm(request.GET if "kode" in request.GET else None)
    if code_form.is_bound and code_form.is_valid():
        return redirect("verify_code", show_code(code_form.cleaned_data["kode"]))
    file_form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if file_form.is_bound and file_form.is_valid():
        return _result(request, _checked(file_form))
    status = 422 if code_form.errors or file_form.errors else 200
    return render(request, "seals/verify.html", {"code_form": code_form, "file_form": file_form}, status=status)


@public
@require_GET
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is registered under a code, and whether its seal holds."""
    document = _registered(code)
    if not isinstance(document, SealedDocument):
        return _unknown(request, code, document)
    report = _stored(document)
    if report is None:
        return render(request, "seals/unavailable.html", {"document": document}, status=503)
    # A code can be copied onto another paper, so a good copy in the store says nothing yet of the paper in hand.
    return _result(request, report, registered=report.verdict is Verdict.HOLDS)


@public
@require_GET
def verify_proof(request: HttpRequest, code: str) -> HttpResponse:
    """Give the proof that the sealing of a document stands in the public ledger, to be kept and checked anywhere."""
    document = _registered(code)
    if not isinstance(document, SealedDocument):
        return _unknown(request, code, document)
    try:
        proof = proof_of_sealing(document)
    except NotYetPlaced:
        return render(request, "seals/no_proof.html", {"document": document, "waits": True}, status=404)
    except NoProof:
        return render(request, "seals/no_proof.html", {"document": document, "waits": False}, status=404)
    response = HttpResponse(proof.text(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bukti-{document.shown_code}.tlog-proof"'
    return response


def _registered(code: str) -> SealedDocument | CodeMistyped | None:
    try:
        return document_by_code(code)
    except CodeMistyped as error:
        return error


def _unknown(request: HttpRequest, code: str, mistyped: CodeMistyped | None) -> HttpResponse:
    context = {"code": code[:40], "mistyped": mistyped is not None}
    return render(request, "seals/unknown.html", context, status=404)


def _result(request: HttpRequest, report: VerificationReport, *, registered: bool = False) -> HttpResponse:
    context = {
        "report": report,
        "registered": registered,
        "checked_at": now(),
        "ledger_key": log_verifier().written(),
    }
    response = render(request, "seals/result.html", context)
    if report.verdict is Verdict.BUSY:
        response.status_code, response["Retry-After"] = 503, BUSY_SECONDS
    return response


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

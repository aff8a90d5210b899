"""Receipts of the self-check: downloaded, kept under a code, opened and judged again."""

from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.guidance.selfcheck.actions import erase_receipt, keep_receipt
from netral.apps.guidance.selfcheck.form_state import dump, load
from netral.apps.guidance.selfcheck.forms import MOST_RECEIPT_BYTES, CodeForm, ReceiptFileForm
from netral.apps.guidance.selfcheck.kept_receipts import kept_receipt
from netral.apps.guidance.selfcheck.receipt_review import Reopened, read_receipt, reopened
from netral.apps.guidance.selfcheck.service import analyse, assessed
from netral.apps.guidance.selfcheck.view_models import TITLES, TONES, act_item
from netral.engines.rules.receipt import SCHEMA, ReceiptError, canonical
from netral.foundation.accounts.access import keyed, public
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.ledger.rates import TooManyNow

JSON = "application/json"


@public
@never_cache
@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """Give the receipt of a case as a file, or keep it and give its code."""
    case = load(request)
    if case is None or not case.act:
        return redirect("selfcheck")
    document = assessed(case, analyse(case.text)).judgement.receipt()
    if request.POST.get("cara") == "simpan":
        try:
            code = keep_receipt(receipt=document, by=PUBLIC)
        except TooManyNow:
            return render(request, "guidance/selfcheck/not_kept.html", {"carried": dump(case)}, status=429)
        return render(request, "guidance/selfcheck/kept.html", {"code": code})
    name = f"resi-cek-{case.act}-{document['on']}.json"
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(canonical(document), JSON, headers={"Content-Disposition": str(header)})


@keyed("receipt code")
@never_cache
@takes_bytes(MOST_RECEIPT_BYTES)
def reopen(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file, and judge the receipt again."""
    by_file = "nilai" in request.POST or "berkas" in request.FILES
    code_form = CodeForm(request.POST if request.method == "POST" and not by_file else None)
    file_form = ReceiptFileForm(request.POST, request.FILES) if by_file else ReceiptFileForm()
    if code_form.is_valid():
        return _by_code(request, code_form, file_form)
    if file_form.is_valid():
        try:
            return _show(request, reopened(read_receipt(file_form.cleaned_data["berkas"])))
        except ReceiptError:
            file_form.add_error("berkas", _("Berkas itu bukan resi cek, atau sudah diubah sampai tidak terbaca."))
    return _ask(request, code_form, file_form)


def _by_code(request: HttpRequest, code_form: CodeForm, file_form: ReceiptFileForm) -> HttpResponse:
    typed = code_form.cleaned_data["kode"]
    found = kept_receipt(typed)
    if found is None:
        code_form.add_error("kode", _("Tidak ada resi dengan kode itu. Periksa ejaan setiap kata, lalu coba lagi."))
        return _ask(request, code_form, file_form)
    row, document = found
    if "hapus" in request.POST:
        erase_receipt(row=row, by=PUBLIC)
        return render(request, "guidance/selfcheck/erased.html")
    return _show(request, reopened(document), {"code": typed, "kept_at": row.kept_at})


def _ask(request: HttpRequest, code_form: CodeForm, file_form: ReceiptFileForm) -> HttpResponse:
    return render(request, "guidance/selfcheck/reopen.html", {"code_form": code_form, "file_form": file_form})


def _show(request: HttpRequest, opened: Reopened, more: dict[str, Any] | None = None) -> HttpResponse:
    context = {
        "opened": opened,
        "act": act_item(opened.receipt["act"]),
        "title": TITLES[opened.verdict],
        "tone": TONES[opened.verdict],
        "today_title": TITLES[opened.today.verdict] if opened.today else "",
        "today_tone": TONES[opened.today.verdict] if opened.today else "neutral",
        "changed": opened.today is not None and opened.today.verdict is not opened.verdict,
    }
    return render(request, "guidance/selfcheck/reopened.html", {**context, **(more or {})})


@public
@require_GET
def schema(request: HttpRequest) -> HttpResponse:
    """Give the JSON Schema of receipts."""
    content = (files("netral.apps.guidance.selfcheck") / "schemas" / f"{SCHEMA}.json").read_bytes()
    return HttpResponse(content, "application/schema+json")

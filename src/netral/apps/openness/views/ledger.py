"""The public log: checkpoint and tiles for programs (C2SP tlog-tiles), witnesses' lines, and one page for people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from netral.engines.merkle.tiles import Missing
from netral.foundation.accounts.access import public
from netral.foundation.ledger import folder
from netral.foundation.ledger.folder import tile as published_tile
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.queries import signed_at
from netral.foundation.ledger.witnesses import (
    MOST_BYTES,
    CosignatureRefused,
    accept,
    served_checkpoint,
    standings,
)

_TEXT = "text/plain; charset=utf-8"


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what the log is, how far it has come, who watches it, and how to check it."""
    head = folder.published_head()
    context = {
        "size": head.size if head else 0,
        "signed_at": signed_at(head.size) if head else None,
        "origin": log_verifier().name,
        "key": log_verifier().written(),
        "witnesses": standings(),
        "address": request.build_absolute_uri(reverse("ledger_about")).rstrip("/"),
    }
    return render(request, "openness/ledger.html", context)


@public
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Send the newest checkpoint with the lines of the witnesses who saw it."""
    note = served_checkpoint()
    if note is None:
        raise Http404(_("Buku catatan ini masih kosong."))
    # Always asked for anew: who reads an old one could not tell that the log was taken back.
    return _open(HttpResponse(note, content_type=_TEXT), "no-cache")


@public
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Send the log's public key in the form log tools read; a careful reader compares it with a copy from elsewhere."""
    return _open(HttpResponse(f"{log_verifier().written()}\n", content_type=_TEXT), "no-cache")


@public
@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """Send a tile of hashes or a bundle of entries; both never change."""
    try:
        content = published_tile(path)
    except Missing as error:
        raise Http404(_("Bagian buku catatan ini tidak ada.")) from error
    answer = HttpResponse(content, content_type="application/octet-stream")
    return _open(answer, "public, max-age=31536000, immutable")


@csrf_exempt
@public
@require_POST
def cosignatures(request: HttpRequest) -> HttpResponse:
    """Take a checkpoint of this log with a witness's line under it."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _said(_("Kiriman terlalu besar. Kirim satu checkpoint dengan tanda tangan saksi."), 413)
    try:
        names = accept(request.read(MOST_BYTES).decode())
    except UnicodeDecodeError:
        return _said(_("Kiriman bukan teks UTF-8. Kirim satu checkpoint dengan tanda tangan saksi."), 400)
    except CosignatureRefused as error:
        return _said(str(error), 409 if error.stale else 403)
    return _said(_("Diterima dari: %(names)s") % {"names": ", ".join(names)}, 200)


def _open(answer: HttpResponse, caching: str) -> HttpResponse:
    """Allow scripts of any site to read the answer and any cache to keep it."""
    answer["Cache-Control"] = caching
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type=_TEXT, status=status)

"""Handing out stored files: what circulates to whoever works on the matter, the original with a reason."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.actions import note_download, open_original
from netral.foundation.files.copies import is_copied
from netral.foundation.files.forms import OriginalForm
from netral.foundation.files.labels import FAILURES
from netral.foundation.files.models import CirculatingCopy, StoredFile
from netral.foundation.files.queries import check_may_open, content_of, copy_of, open_file
from netral.foundation.ui.methods import form_page

ORIGINALS = "files.original"


@allowed("files.view")
@require_GET
def download(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Send what circulates of a file as an attachment, never to be shown or run inside the browser."""
    stored, actor = _openable(request, ident), actor_of(request)
    if not is_copied(stored):
        note_download(stored=stored, by=actor)
        return _attachment(stored, open_file(stored, actor))
    copy = copy_of(stored)
    if copy is None or copy.failure:
        return _without_copy(request, stored, copy)
    note_download(stored=stored, by=actor)
    return _attachment(copy, content_of(copy))


@allowed(ORIGINALS)
@never_cache
@form_page
def original(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Ask why the file as it was sent is needed, record the answer, and send it."""
    stored, actor = _openable(request, ident), actor_of(request)
    form = OriginalForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "files/original.html", {"form": form, "file": stored})
    open_original(stored=stored, reason=form.cleaned_data["alasan"], by=actor)
    return _attachment(stored, open_file(stored, actor))


def _openable(request: HttpRequest, ident: UUID) -> StoredFile:
    actor = actor_of(request)
    stored = get_object_or_404(StoredFile.objects.visible_to(actor), pk=ident)
    check_may_open(stored, actor)
    return stored


def _without_copy(request: HttpRequest, stored: StoredFile, copy: CirculatingCopy | None) -> HttpResponse:
    context = {
        "file": stored,
        "failure": FAILURES[copy.failure] if copy else "",
        "may_open_original": actor_of(request).may(ORIGINALS),
    }
    response = render(request, "files/no_copy.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _attachment(file: StoredFile | CirculatingCopy, content: Iterator[bytes]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(content, content_type=file.media_type)
    response["Content-Length"] = str(file.size)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

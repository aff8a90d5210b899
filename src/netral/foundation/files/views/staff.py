"""Handing out stored files to the institutions they belong to."""

from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.actions import note_download
from netral.foundation.files.models import StoredFile
from netral.foundation.files.queries import open_file


@allowed("files.view")
@require_GET
def download(request: HttpRequest, ident: UUID) -> StreamingHttpResponse:
    """Send a file as an attachment, never to be shown or run inside the browser."""
    actor = actor_of(request)
    stored = get_object_or_404(StoredFile.objects.visible_to(actor), pk=ident)
    content = open_file(stored, actor)
    note_download(stored=stored, by=actor)
    response = StreamingHttpResponse(content, content_type=stored.media_type)
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

"""Pages for requests that went wrong: what happened, why, what to do now."""

import sys

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader

RETRY_SECONDS = 60
PLAIN_500 = "<!doctype html><html lang=id><title>Netral</title><p>Terjadi kesalahan di pihak kami. Coba lagi nanti."


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request the server cannot read."""
    return _page(request, exception, 400)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request the reader may not make; the refusal's own words are shown when it has any."""
    return _page(request, exception, 403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for a page that is not there."""
    return _page(request, exception, 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours, without session or database, since either may be the cause."""
    again = request.get_full_path() if request.method == "GET" else ""
    # Django calls this while it handles the fault: a database out of reach is a pause, not a fault.
    status = 503 if isinstance(sys.exc_info()[1], OperationalError | InterfaceError) else 500
    try:
        answer = HttpResponse(loader.render_to_string(f"{status}.html", {"again": again}), status=status)
    # A missing template or a static file not collected may be the very fault being answered.
    except (OSError, TemplateDoesNotExist, TemplateSyntaxError, ValueError):
        return HttpResponse(PLAIN_500, status=500)
    if status == 503:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _page(request: HttpRequest, exception: Exception, status: int) -> HttpResponse:
    # Only a refusal is worded for its reader; the others carry words for programmers.
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return HttpResponse(loader.render_to_string(f"{status}.html", {"reason": reason}, request), status=status)

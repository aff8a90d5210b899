"""Pages for requests that went wrong: what happened, why, what to do now."""

import sys

import psycopg
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader

# A server that was killed answers again within this time.
RETRY_SECONDS = 15
OUT_OF_REACH = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
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
    status = 503 if _is_out_of_reach(sys.exc_info()[1]) else 500
    try:
        answer = HttpResponse(loader.render_to_string(f"{status}.html", {"again": again}), status=status)
    # A missing template or a static file not collected may be the very fault being answered.
    except (OSError, TemplateDoesNotExist, TemplateSyntaxError, ValueError):
        return HttpResponse(PLAIN_500, status=500)
    if status == 503:
        answer["Retry-After"] = str(RETRY_SECONDS)
    # What lies between must not show it when everything is well again.
    answer["Cache-Control"] = "no-store"
    return answer


def _is_out_of_reach(fault: BaseException | None) -> bool:
    # Libraries put errors of their own over the database's, and clearing up after one raises the next.
    while fault is not None and not isinstance(fault, OUT_OF_REACH):
        fault = fault.__cause__ or fault.__context__
    return fault is not None


def _page(request: HttpRequest, exception: Exception, status: int) -> HttpResponse:
    # Only a refusal is worded for its reader; the others carry words for programmers.
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return HttpResponse(loader.render_to_string(f"{status}.html", {"reason": reason}, request), status=status)

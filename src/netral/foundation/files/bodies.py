"""How large a request may be: little for a form, more only for the views that say they take files."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template import loader
from django.urls import Resolver404, resolve

from netral.foundation.files.domain import MEGABYTE, megabytes, purposes

V = TypeVar("V", bound=Callable[..., Any])
Respond = Callable[[HttpRequest], HttpResponse]

# Beside its files a form carries text, and a file a little above its limit is refused by the form in better words.
BESIDE_FILES = 4 * MEGABYTE
_DRAINED_AT_ONCE = 64 * 1024
_DRAIN_SECONDS = 5.0

_LIMITS: dict[Any, int] = {}


def takes_files(purpose: str) -> Callable[[V], V]:
    """Let a view receive one file, as large as its purpose allows."""
    return takes_bytes(purposes()[purpose].limit)


def takes_bytes(limit: int) -> Callable[[V], V]:
    """Let a view receive files of so many bytes together, when its form has a limit of its own."""

    def declare(view: V) -> V:
        _LIMITS[view] = limit + BESIDE_FILES
        return view

    return declare


def limit_of(view: Any) -> int:
    """Return how many bytes a request to a view may have, looking through its decorators."""
    while view is not None:
        if (declared := _LIMITS.get(view)) is not None:
            return declared
        view = getattr(view, "__wrapped__", None)
    small: int = settings.FORM_BYTES
    return small


class BodyLimitMiddleware:
    """Refuses a request that is larger than its page takes before anything reads it into memory or onto the disk."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length.isdecimal():
            # Django reads nothing of a body whose length is not told, so its form would seem empty.
            unmeasured = bool(length or request.META.get("HTTP_TRANSFER_ENCODING"))
            return _refusal(request, 411, 0) if unmeasured else self.get_response(request)
        limit = _limit_at(request.path_info) if int(length) > settings.FORM_BYTES else settings.FORM_BYTES
        if int(length) <= limit:
            answer = self.get_response(request)
            if answer.status_code >= 400:
                # A page that refused before it read everything; a proxy that still sends would show its own fault.
                _drain(request)
            return answer
        _drain(request)
        return _refusal(request, 413, limit)


def _limit_at(path: str) -> int:
    try:
        return limit_of(resolve(path).func)
    except Resolver404:
        return limit_of(None)


def _drain(request: HttpRequest) -> None:
    """Read and drop what is being sent for a few seconds: a browser shows no answer before it has sent its form."""
    until = time.monotonic() + _DRAIN_SECONDS
    with suppress(UnreadablePostError):
        while time.monotonic() < until and request.read(_DRAINED_AT_ONCE):
            pass


def _refusal(request: HttpRequest, status: int, limit: int) -> HttpResponse:
    again = request.get_full_path()
    context = {"limit": megabytes(limit), "again": again}
    answer = HttpResponse(loader.render_to_string(f"{status}.html", context, request), status=status)
    # What was not read would be taken for the next request on this connection.
    answer["Connection"] = "close"
    return answer

"""The keys of the person who acts, at hand for one request; and a page when one stays closed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netral.foundation.accounts.access import actor_of
from netral.foundation.custody import sessions
from netral.foundation.custody.domain import KeyClosed
from netral.foundation.custody.keyring import Keyring, holding
from netral.foundation.custody.post_login import arrive
from netral.foundation.ui.refusals import message_of

Respond = Callable[[HttpRequest], HttpResponse]


class CustodyMiddleware:
    """Lets a page open what its reader may read; nothing is opened before a page asks."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        if actor.kind == "staff":
            with holding(Keyring(actor, lambda: sessions.kept(request))):
                response = self.get_response(request)
        else:
            response = self.get_response(request)
        sessions.tell_browser(request, response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: Any) -> HttpResponse | None:
        """Lead whoever has just signed in to what her keys need, once, when she comes to her desk."""
        match = request.resolver_match
        if match is None or match.url_name != settings.LOGIN_REDIRECT_URL or actor_of(request).kind != "staff":
            return None
        arrived = sessions.arrival(request)
        return arrive(request, first=arrived == "first") if arrived else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say why a key stayed closed and what to do now."""
        if not isinstance(exception, KeyClosed):
            return None
        again = request.get_full_path() if request.method == "GET" else ""
        context = {"reason": exception.reason.value, "words": message_of(exception), "again": again}
        return render(request, "custody/closed.html", context, status=403)

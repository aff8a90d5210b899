"""Who acts in a request, and what the database may therefore show."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from netral.foundation.accounts.access import set_actor
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_from, actor_without_role, current_day, membership_in_use
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import PUBLIC

MEMBERSHIP_KEY = "membership"
Respond = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor`, and opens the reader's scope in the database for the length of the request."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = _user_of(request)
        if user is None:
            set_actor(request, PUBLIC)
            return self.get_response(request)
        membership = membership_in_use(user, request.session.get(MEMBERSHIP_KEY, ""), current_day())
        actor = actor_from(membership) if membership else actor_without_role(user)
        set_actor(request, actor, membership)
        with reading_as(actor):
            return self.get_response(request)


def _user_of(request: HttpRequest) -> User | None:
    # Looking into the session would make every page vary on cookies, also for visitors who have no session.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None


class SecondFactorMiddleware:
    """Sends staff who have no second factor yet to set one up, unless this installation is a demo."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and _must_set_up(request):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)


def _must_set_up(request: HttpRequest) -> bool:
    user = _user_of(request)
    if user is None or request.path.startswith(reverse("account_logout")):
        return False
    setting_up = request.path.startswith((reverse("mfa_index"), reverse("account_reauthenticate")))
    return not setting_up and not is_mfa_enabled(user)

"""Where django-allauth meets custody: the right password opens the person's own key."""

from typing import Any

from allauth.core import context as allauth_context
from django.http import HttpRequest

from netral.foundation.accounts.adapter import AccountAdapter
from netral.foundation.accounts.models import User
from netral.foundation.custody import sessions
from netral.foundation.custody.unlock import open_or_make


class KeyedAccountAdapter(AccountAdapter):
    """Sign-in as accounts wants it, and what the password opens kept in the session."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        password = credentials.get("password")
        if user is not None and password and user.is_active:
            _open(request, user, str(password))
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        # The sign-in form's own way asks for an address of allauth's table, which invited people do not have.
        found = self.authenticate(allauth_context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk


def _open(request: HttpRequest, user: User, password: str) -> None:
    opened = open_or_make(user, password)
    if opened is not None:
        sessions.keep(request, user.pk, opened.member)
        sessions.mark_arrival(request, first=opened.is_new)

"""What each of django-allauth's addresses asks before it changes an account, and what it then owes the ledger."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _

from netral.foundation.accounts.actions import record_change
from netral.foundation.accounts.events import (
    CODES_MADE,
    CODES_SEEN,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTOR_RENAMED,
    SESSIONS_ENDED,
)
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_without_role, is_unchanged
from netral.foundation.ledger.kinds import EventKind

View = Callable[..., HttpResponseBase]
_READING = ("GET", "HEAD", "OPTIONS")
_REDIRECTED = 302
_SHOWN = 200


class Gate(Enum):
    """How an address makes sure that whoever sits there is the account's owner."""

    OPEN = "changes nothing grave"
    FRESH = "asks again who she is, unless she proved it minutes ago"
    OWN_FORM = "its own form asks for the password"
    LINK = "opens with a key that was sent to the account's address"
    CLOSED = "is not needed here, so it has no page"


@dataclass(frozen=True)
class Guarded:
    """The gate of an address, and the event of what django-allauth itself gives no signal for."""

    gate: Gate
    change: EventKind | None = None
    # Recovery codes are a secret: whoever reads them can come back later.
    on_reading: bool = False


_OWNERS = frozenset({Gate.FRESH, Gate.OWN_FORM})
OPEN, FRESH, CLOSED = Guarded(Gate.OPEN), Guarded(Gate.FRESH), Guarded(Gate.CLOSED)
ROUTES: dict[str, Guarded] = {
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "account_reauthenticate": OPEN,
    # It says that accounts come from an administrator; the adapter keeps it shut.
    "account_signup": OPEN,
    # The address is changed on a page of our own (foundation/account_security).
    "account_email": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED,
    "account_confirm_login_code": CLOSED,
    "account_change_password": Guarded(Gate.OWN_FORM),
    "account_set_password": CLOSED,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": Guarded(Gate.LINK),
    "account_reset_password_from_key_done": OPEN,
    "mfa_index": OPEN,
    "mfa_authenticate": OPEN,
    "mfa_reauthenticate": OPEN,
    "mfa_trust": CLOSED,
    "mfa_activate_totp": FRESH,
    "mfa_deactivate_totp": FRESH,
    "mfa_view_recovery_codes": Guarded(Gate.FRESH, CODES_SEEN, on_reading=True),
    "mfa_generate_recovery_codes": Guarded(Gate.FRESH, CODES_MADE),
    "mfa_download_recovery_codes": Guarded(Gate.FRESH, CODES_SEEN, on_reading=True),
    "mfa_list_webauthn": OPEN,
    "mfa_add_webauthn": FRESH,
    "mfa_remove_webauthn": FRESH,
    "mfa_edit_webauthn": Guarded(Gate.FRESH, FACTOR_RENAMED),
    "mfa_reauthenticate_webauthn": OPEN,
    "mfa_login_webauthn": OPEN,
    "mfa_signup_webauthn": CLOSED,
    # Signing out elsewhere is what an owner in haste needs; it is recorded and told of.
    "usersessions_list": Guarded(Gate.OPEN, SESSIONS_ENDED),
}


def guarded(patterns: list[Any]) -> list[URLPattern | URLResolver]:
    """Put each of django-allauth's addresses behind its gate, and leave out those that are closed or unknown."""
    return [behind for pattern in patterns if (behind := _behind_gate(pattern)) is not None]


def freshly(view: View) -> View:
    """Ask again who she is before a page of ours that makes a grave change, unless she proved it minutes ago."""
    return _asking(view)


def freshly_from(page: str) -> Callable[[View], View]:
    """Ask like `freshly` before an address that only takes a form; she comes back to the page that shows the form."""
    return functools.partial(_asking, page=page)


def must_ask(request: HttpRequest) -> bool:
    """Say whether somebody signed in has to prove again who she is; signing in is no such proof."""
    if not isinstance(request.user, User):
        return False
    return not get_reauthentication_flows(request.user) or not did_recently_reauthenticate(request)


def ask_again(request: HttpRequest, page: str = "") -> HttpResponseBase:
    """Lead to the page that asks who she is, and back here or to another page.

    What a form held is not kept, because it may be a secret.
    """
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        return redirect("account_reset_password")
    if request.method not in _READING:
        messages.info(request, _("Pastikan dulu bahwa ini Anda. Sesudah itu ulangi perubahannya."))
    following = urlencode({"next": reverse(page) if page else request.get_full_path()})
    return redirect(f"{methods[0]['url']}?{following}")


def _asking(view: View, page: str = "") -> View:
    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return ask_again(request, page) if must_ask(request) else view(request, *args, **kwargs)

    return asked


def _behind_gate(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver | None:
    if isinstance(pattern, URLResolver):
        inner = guarded(pattern.url_patterns)
        return URLResolver(pattern.pattern, inner, pattern.default_kwargs, pattern.app_name, pattern.namespace)
    known = ROUTES.get(str(pattern.name), CLOSED)
    if known.gate is Gate.CLOSED:
        return None
    return URLPattern(pattern.pattern, _gated(known, pattern.callback), pattern.default_args, pattern.name)


def _gated(known: Guarded, view: View) -> View:
    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (known.gate is Gate.FRESH and must_ask(request)) or (known.gate is Gate.OWN_FORM and _has_none(request)):
            return ask_again(request)
        if request.method in _READING and not known.on_reading:
            return view(request, *args, **kwargs)
        # What allauth writes and what the ledger says of it stand or fall together.
        with transaction.atomic():
            owner, before = request.user, _factors(request)
            if known.gate in _OWNERS and isinstance(owner, User) and not is_unchanged(owner):
                # Her address was taken back, or her password changed, while this waited: the session is over.
                return redirect("account_login")
            response = view(request, *args, **kwargs)
            if isinstance(owner, User):
                for change in _changes(known, response, before, _factors(request)):
                    record_change(user=owner, change=change, by=actor_without_role(owner))
        return response

    return gated


def _has_none(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and not request.user.has_usable_password()


def _factors(request: HttpRequest) -> set[int]:
    # Recovery codes come and go with the first and the last factor; made by themselves they have an event of their own.
    others = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(others.filter(user_id=request.user.pk).values_list("pk", flat=True))


def _changes(known: Guarded, response: HttpResponseBase, before: set[int], after: set[int]) -> list[EventKind]:
    # Not from allauth's signals: it sends them after the commit, when the ledger can no longer refuse.
    changes = [FACTOR_ADDED] * bool(after - before) + [FACTOR_REMOVED] * bool(before - after)
    if known.change is not None and response.status_code == (_SHOWN if known.on_reading else _REDIRECTED):
        changes.append(known.change)
    return changes

"""Devices that an account has signed in from before: each has its own count of wrong passwords.

Somebody who guesses at an account from elsewhere is held back there, and its owner still gets in on a device of hers.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "netral_device"
_SALT = "netral.accounts.device"
_AGE_SECONDS = 90 * 24 * 3600


def failures_key(request: HttpRequest, email: str) -> str:
    """Return the key under which wrong passwords for an account are counted in a request."""
    account = email.strip().lower()
    return salted_hmac(_SALT, f"{account}\0{_known_device(request, account)}", algorithm="sha256").hexdigest()


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let the browser prove later that the account has signed in from it."""
    account = email.strip().lower()
    if not _known_device(request, account):
        value = signing.dumps([account, secrets.token_urlsafe(16)], salt=_SALT)
        response.set_cookie(
            COOKIE,
            value,
            max_age=_AGE_SECONDS,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def _known_device(request: HttpRequest, account: str) -> str:
    try:
        owner, device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_AGE_SECONDS)
    except (signing.BadSignature, ValueError):
        return ""
    return str(device) if owner == account else ""

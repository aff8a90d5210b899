"""A person's own private key between two requests: in her session, boxed under a key that only her browser holds."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from nacl.utils import random

from netral.engines.vault.boxes import pair_from
from netral.engines.vault.keys import WrongKey
from netral.engines.vault.slips import SECRET_BYTES, WrongSecret, lock_with_secret, unlock_with_secret
from netral.foundation.custody.domain import session_context
from netral.foundation.custody.keyring import MemberPair

COOKIE = "netral_keys"
# Every page that reads what is sealed lies below it; other pages never see the cookie.
PATH = "/petugas/"
KEPT = "custody"
_ARRIVED = "custody_arrived"
TO_SET = "_custody_cookie"


def keep(request: HttpRequest, user_id: UUID, member: MemberPair) -> None:
    """Keep an opened private key in the session; the answer then carries the cookie that opens it."""
    secret = random(SECRET_BYTES)
    boxed = lock_with_secret(member.pair.private, secret, session_context(member.key_id))
    request.session[KEPT] = [str(user_id), str(member.key_id), b64encode(boxed).decode()]
    vars(request)[TO_SET] = b64encode(secret).decode()


def forget(request: HttpRequest) -> None:
    """Let the key go: from the session, and with the answer from the browser."""
    request.session.pop(KEPT, None)
    vars(request)[TO_SET] = ""


def kept(request: HttpRequest) -> MemberPair | None:
    """Open what the session keeps with the browser's cookie; nothing when either is missing or does not fit."""
    try:
        user, member_key, box = request.session[KEPT]
        secret = b64decode(request.COOKIES[COOKIE], validate=True)
        ident = UUID(member_key)
        private = unlock_with_secret(b64decode(box), secret, session_context(ident))
    except (KeyError, ValueError, NotBase64, WrongKey, WrongSecret):
        return None
    return MemberPair(ident, pair_from(private)) if user == str(request.user.pk) else None


def tell_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Set or delete the cookie, when something in this request asked for it."""
    value: str | None = vars(request).get(TO_SET)
    if value:
        response.set_cookie(
            COOKIE, value, path=PATH, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
    elif value is not None:
        response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def mark_arrival(request: HttpRequest, *, first: bool) -> None:
    """Note that somebody signs in, until she stands before her desk; a second factor may lie between."""
    request.session[_ARRIVED] = "first" if first else "again"


def arrival(request: HttpRequest) -> str:
    """Return "first" or "again" once after each sign-in with a password, and nothing afterwards."""
    return request.session.pop(_ARRIVED, "") if _ARRIVED in request.session else ""

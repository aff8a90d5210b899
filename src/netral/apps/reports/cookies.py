"""The two cookies of a reporter: her draft, and the report her receipt code opened. Both end with the browser."""

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from netral.foundation.ledger.clock import now

DRAFT = "lapor"
OPENED = "lapor_status"
PATH = "/lapor/"
STAYS_OPEN = timedelta(minutes=30)


def keep_draft(response: HttpResponseBase, token: str) -> None:
    """Give the browser the token of its draft."""
    _set(response, DRAFT, token)


def draft_token(request: HttpRequest) -> str:
    """Return the token of the browser's draft, empty when it has none."""
    return request.COOKIES.get(DRAFT, "")


def keep_open(response: HttpResponseBase, receipt_hash: bytes) -> None:
    """Keep a report open for half an hour, without the receipt code itself staying in the browser."""
    content = {"report": receipt_hash.hex(), "until": (now() + STAYS_OPEN).isoformat()}
    sealed = _box().encrypt(json.dumps(content).encode(), encoder=URLSafeBase64Encoder)
    _set(response, OPENED, sealed.decode())


def opened_receipt(request: HttpRequest) -> bytes | None:
    """Return the receipt hash of the report that is open in this browser."""
    try:
        plain = _box().decrypt(request.COOKIES.get(OPENED, "").encode(), encoder=URLSafeBase64Encoder)
    except (CryptoError, ValueError):
        return None
    content = json.loads(plain)
    return bytes.fromhex(content["report"]) if now() < datetime.fromisoformat(content["until"]) else None


def forget(response: HttpResponseBase) -> None:
    """Take both cookies away, and the one that forms need."""
    for name in (DRAFT, OPENED):
        response.delete_cookie(name, path=PATH, samesite="Strict")
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Strict")


def _set(response: HttpResponseBase, name: str, value: str) -> None:
    response.set_cookie(name, value, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict")


def _box() -> SecretBox:
    return SecretBox(settings.RECEIPT_KEY.key())

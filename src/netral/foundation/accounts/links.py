"""Personal links: a token made from what it opens and a secret, stored nowhere, so that it can be printed again."""

import base64
import hashlib
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

TOKEN_LENGTH = 26


def token_for(use: str, ident: UUID) -> str:
    """Return the token that opens one thing for one use: 26 letters and digits, 130 bits."""
    digest = salted_hmac(use, str(ident), algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:TOKEN_LENGTH]


def digest_of(token: str) -> bytes:
    """Return what is stored of a token: its SHA-256, from which the token cannot be found."""
    return hashlib.sha256(token.encode()).digest()


def absolute(path: str) -> str:
    """Return the whole address of a page of this site."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"

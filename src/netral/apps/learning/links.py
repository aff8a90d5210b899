"""Keys in addresses: made from what they open and a secret, so that they can be printed again."""

import base64
import hashlib
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from netral.apps.learning.domain.quiz import TOKEN_LENGTH

_PERSONAL = "netral.apps.learning.link"
_POSTER = "netral.apps.learning.session"


def token_of(invitation_id: UUID) -> str:
    """Return the token of a personal link: 26 letters and digits, 130 bits."""
    return _token(_PERSONAL, invitation_id)


def poster_token_of(session_id: UUID) -> str:
    """Return the token on the poster of a session."""
    return _token(_POSTER, session_id)


def digest_of(token: str) -> bytes:
    """Return what is stored of a token: its SHA-256, from which the token cannot be found."""
    return hashlib.sha256(token.encode()).digest()


def link_of(invitation_id: UUID) -> str:
    """Return the whole address of a personal link."""
    return absolute(reverse("learning_start", args=[token_of(invitation_id)]))


def poster_link_of(session_id: UUID) -> str:
    """Return the whole address on the poster of a session."""
    return absolute(reverse("learning_attend", args=[poster_token_of(session_id)]))


def absolute(path: str) -> str:
    """Return the whole address of a page."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _token(salt: str, ident: UUID) -> str:
    digest = salted_hmac(salt, str(ident), algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:TOKEN_LENGTH]

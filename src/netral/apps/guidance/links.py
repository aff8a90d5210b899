"""Personal links of readers: a token made from the row and a secret, so that it is stored nowhere."""

import base64
import hashlib
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

_SALT = "netral.apps.guidance.link"
_TOKEN_LENGTH = 26


def token_of(unit_id: UUID) -> str:
    """Return the token of a unit's link: 26 letters and digits, 130 bits."""
    digest = salted_hmac(_SALT, str(unit_id), algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:_TOKEN_LENGTH]


def digest_of(token: str) -> str:
    """Return what is stored of a token, so that a copy of the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(unit_id: UUID) -> str:
    """Return the whole address of a unit's link."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('guidance_read', args=[token_of(unit_id)])}"

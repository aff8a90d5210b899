"""Personal links: a token made from the pledge and a secret, so that it can be printed again and is stored nowhere."""

import base64
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from netral.apps.pledges.domain import TOKEN_LENGTH

_SALT = "netral.apps.pledges.link"


def token_of(pledge_id: UUID) -> str:
    """Return the token of a pledge's link: 26 letters and digits, 130 bits."""
    digest = salted_hmac(_SALT, str(pledge_id), algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:TOKEN_LENGTH]


def link_of(pledge_id: UUID) -> str:
    """Return the whole address of a pledge's link."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('pledge_start', args=[token_of(pledge_id)])}"

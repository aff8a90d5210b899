"""Personal links: a token made from what it opens and a secret, stored nowhere, so that it can be printed again."""

import base64
import hashlib
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from netral.foundation.institutions.scopes import elevated

M = TypeVar("M", bound=Model)
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


def row_by_token(rows: QuerySet[M], token: str, reason: str) -> M | None:
    """Return the row that keeps a token's digest, whoever holds the token, because the token is the key.

    The reason is the one for which every row is readable here. What the page shows must come with the row.
    """
    if len(token) != TOKEN_LENGTH:
        return None
    with elevated(reason):
        return rows.filter(token_digest=digest_of(token)).first()


@dataclass(frozen=True)
class LinkKind:
    """One kind of link: the use its tokens are made for, and the route of the page they open."""

    use: str
    route: str

    def token_of(self, ident: UUID) -> str:
        """Return the token of one link."""
        return token_for(self.use, ident)

    def link_of(self, ident: UUID) -> str:
        """Return the whole address of one link."""
        return absolute(reverse(self.route, args=[self.token_of(ident)]))

"""Two cookies of somebody without an account: her draft, and what her code opened. Both end with the browser."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from netral.foundation.ledger.clock import now

STAYS_OPEN = timedelta(minutes=30)


@dataclass(frozen=True)
class CodeCookies:
    """The cookies of one form: their names, the path they are sent to, and what a code opens (`subject`)."""

    draft: str
    opened: str
    path: str
    subject: str

    def keep_draft(self, response: HttpResponseBase, token: str) -> None:
        """Give the browser the token of its draft."""
        self._set(response, self.draft, token)

    def draft_token(self, request: HttpRequest) -> str:
        """Return the token of the browser's draft, empty when it has none."""
        return request.COOKIES.get(self.draft, "")

    def keep_open(self, response: HttpResponseBase, digest: bytes) -> None:
        """Keep what a code opened open for half an hour, without the code itself staying in the browser."""
        content = {self.subject: digest.hex(), "until": (now() + STAYS_OPEN).isoformat()}
        sealed = _box().encrypt(json.dumps(content).encode(), encoder=URLSafeBase64Encoder)
        self._set(response, self.opened, sealed.decode())

    def opened_digest(self, request: HttpRequest) -> bytes | None:
        """Return the digest of the code of what is open in this browser."""
        try:
            plain = _box().decrypt(request.COOKIES.get(self.opened, "").encode(), encoder=URLSafeBase64Encoder)
        except (CryptoError, ValueError):
            return None
        content = json.loads(plain)
        # What was sealed for another form opens nothing here.
        if self.subject not in content or now() >= datetime.fromisoformat(content["until"]):
            return None
        return bytes.fromhex(content[self.subject])

    def forget(self, response: HttpResponseBase) -> None:
        """Take both cookies away, and the one that forms need."""
        for name in (self.draft, self.opened):
            response.delete_cookie(name, path=self.path, samesite="Strict")
        response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Strict")

    def _set(self, response: HttpResponseBase, name: str, value: str) -> None:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, value, path=self.path, secure=secure, httponly=True, samesite="Strict")


def _box() -> SecretBox:
    return SecretBox(settings.RECEIPT_KEY.key())

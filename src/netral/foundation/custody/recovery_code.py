"""A code on paper between being shown and being confirmed: the session knows how to check it, not what it is."""

import hashlib
import hmac
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass

from django.http import HttpRequest

from netral.engines.vault.recovery import GROUPS, new_recovery
from netral.foundation.custody.keyring import keyring

_PAPER = "custody_paper"
_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True)
class Paper:
    """A code that was shown and waits to be confirmed: its public key, and which group is asked for."""

    public: bytes
    number: int
    check: str

    def confirms(self, typed: str) -> bool:
        """Say whether this is the group that was asked for."""
        return hmac.compare_digest(self.check, _check(typed))


def new_paper(request: HttpRequest) -> tuple[str, Paper]:
    """Make a code to show now and never again, and keep what confirms it.

    Raises:
        KeyClosed: the person's own key is not open.
    """
    code, public = new_recovery()
    number = secrets.randbelow(GROUPS) + 1
    paper = Paper(public, number, _check(code.split("-")[number - 1]))
    request.session[_PAPER] = [b64encode(public).decode(), number, paper.check]
    return code, paper


def waiting_paper(request: HttpRequest) -> Paper | None:
    """Return the code that waits to be confirmed, if there is one."""
    if _PAPER not in request.session:
        return None
    public, number, check = request.session[_PAPER]
    return Paper(b64decode(public), number, check)


def forget_paper(request: HttpRequest) -> None:
    """Let the code go, confirmed or not."""
    request.session.pop(_PAPER, None)


def _check(group: str) -> str:
    # Keyed with what the database does not hold, so that nobody tries out groups against the session's row.
    letters = _LETTERS.sub("", group.casefold())
    return hashlib.blake2b(letters.encode(), key=keyring().member.pair.private, person=b"netral-group-1").hexdigest()

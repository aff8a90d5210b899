"""Verification codes, and what a check of a sealed document comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from netral.engines.identifiers.pasted import identifier
from netral.engines.seal.result import Result

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from netral.engines.seal.result import Verification

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
# 11 characters of 5 bits; the twelfth checks them.
RANDOM_BYTES = 7
LARGEST_FILE = 25 * 1024 * 1024
WARNED_BEFORE = timedelta(days=60)

# Crockford's base32 leaves out I, L, O and U, and reads what people write instead.
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BETWEEN = re.compile(r"[\W_]+")
# Where our addresses hold a code: /verifikasi/7K3M-9QXA-2WDT/ and /verifikasi/?kode=7K3M-9QXA-2WDT.
_IN_ADDRESS = re.compile(r"/VERIFIKASI/(?:\?(?:.*&)?KODE=)?([^/?#&]+)", re.DOTALL)


class CodeMistyped(ValueError):
    """A code with a wrong length, an impossible character or a wrong check character."""


def make_code(random: bytes) -> str:
    """A verification code of 12 characters from 7 random bytes."""
    number = int.from_bytes(random[:RANDOM_BYTES], "big") >> 1
    body = "".join(ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH - 1))
    return body + _check_character(body)


def read_code(text: str) -> str:
    """The code as stored, from what a person typed or pasted, also as a whole address; raises CodeMistyped."""
    pasted = identifier(text).upper()
    address = _IN_ADDRESS.search(pasted)
    code = _BETWEEN.sub("", address[1] if address else pasted).translate(_READ_AS)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or _check_character(code[:-1]) != code[-1]:
        raise CodeMistyped(text)
    return code


def show_code(code: str) -> str:
    """The code in groups of four, as printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _check_character(body: str) -> str:
    # Odd weights can be undone modulo 32, so that every single wrong character changes the sum.
    total = sum((2 * place + 1) * ALPHABET.index(character) for place, character in enumerate(body))
    return ALPHABET[total % 32]


class Verdict(StrEnum):
    """What a check comes to, in one word."""

    HOLDS = "holds"
    UNREGISTERED = "unregistered"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    FOREIGN = "foreign"
    ALTERED = "altered"
    UNSEALED = "unsealed"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    TOO_COSTLY = "too-costly"
    BUSY = "busy"
    EMPTY = "empty"


@dataclass(frozen=True)
class LedgerPlace:
    """Where an event stands in the ledger: its position in the log, and what orders it until it has one."""

    at: datetime
    ident: UUID
    position: int | None = None

    def before(self, other: LedgerPlace) -> bool:
        """Whether this event stands before another one.

        Positions decide, because nobody can change them unseen. The log only grows, so an event that has a place stands
        before one that still waits. Of two that wait, the one the sequencer will take first counts: it goes by time
        and identifier, both of which the event's commitment covers.
        """
        if self.position is not None and other.position is not None:
            return self.position < other.position
        if self.position is None and other.position is None:
            return (self.at, self.ident) < (other.at, other.ident)
        return self.position is not None


class KeyStanding(StrEnum):
    """What a key is good for, in one word."""

    SEALS = "seals"
    REPLACED = "replaced"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_YET = "not-yet"


def runs_out_soon(valid_to: datetime, at: datetime) -> bool:
    """Whether a certificate ends so soon that a successor should be made now."""
    return at < valid_to <= at + WARNED_BEFORE


@dataclass(frozen=True)
class KeyState:
    """What is known of the key a seal was made with: whether it was revoked, and where the ledger says so."""

    revoked: bool = False
    revocation: LedgerPlace | None = None

    def good_for(self, sealed: LedgerPlace | None) -> bool:
        """Whether the ledger shows that something was sealed before the key was revoked."""
        if not self.revoked:
            return True
        return sealed is not None and self.revocation is not None and sealed.before(self.revocation)


@dataclass(frozen=True)
class Registration:
    """What the register knows of a file: where the ledger says it was sealed, and whether a service outside did."""

    sealed: LedgerPlace | None = None
    outside: bool = False


_WITHOUT_TRUST = {
    Result.ALTERED: Verdict.ALTERED,
    Result.UNTRUSTED: Verdict.FOREIGN,
    Result.UNSEALED: Verdict.UNSEALED,
    Result.ENCRYPTED: Verdict.ENCRYPTED,
    Result.UNREADABLE: Verdict.UNREADABLE,
    Result.TOO_COSTLY: Verdict.TOO_COSTLY,
}


def judge(found: Verification, key: KeyState | None, registration: Registration | None) -> Verdict:
    """Join what the file proves with what the register and the ledger know of it.

    The time inside a seal is the word of whoever held the key, so after a revocation only the ledger's order counts. A
    file that a service outside sealed has no key here: the register vouches for it, when its authority is trusted.
    """
    if found.result is not Result.SEALED:
        return _WITHOUT_TRUST[found.result]
    if key is None:
        return Verdict.HOLDS if registration is not None and registration.outside else Verdict.FOREIGN
    if not key.good_for(registration.sealed if registration else None):
        return Verdict.REVOKED
    return Verdict.UNREGISTERED if registration is None else Verdict.HOLDS

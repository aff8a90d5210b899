"""Issuing a pass as text for a QR symbol, and judging such a text without a network."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netral.engines.passes import base45_text
from netral.engines.passes.claims import MOST_NAME_BYTES, ClaimsInvalid, PassClaims, read_claims, write_claims
from netral.engines.passes.envelope import EnvelopeDamaged, opened, sealed

if TYPE_CHECKING:
    from datetime import datetime

    from netral.engines.passes.keys import KeyRing, PassKey
    from netral.engines.passes.revocations import RevocationList

PREFIX = "NL1:"
# A symbol of version 9 at level M holds more; a shorter text leaves it readable on a scratched screen.
MOST_CHARACTERS = 240
_LONGEST_READ = 2_000


class Reason(StrEnum):
    """What was found of a text; the first that holds."""

    FOREIGN = "foreign"
    DAMAGED = "damaged"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    REVOKED = "revoked"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    OTHER_CROSSING = "other_crossing"
    GENUINE = "genuine"


class Verdict(NamedTuple):
    """What was found, and what the pass says where its signature holds."""

    reason: Reason
    claims: PassClaims | None = None

    @property
    def ok(self) -> bool:
        """Say whether the pass may be used."""
        return self.reason is Reason.GENUINE


def issue(claims: PassClaims, key: PassKey) -> str:
    """Return a pass as the text of its QR symbol.

    Raises:
        ClaimsInvalid: the claims cannot be carried, or are too long together; `fitted` shortens the name.
    """
    text = PREFIX + base45_text.encode(sealed(write_claims(claims), key))
    if len(text) > MOST_CHARACTERS:
        raise ClaimsInvalid(f"the pass would have {len(text)} characters; {MOST_CHARACTERS} are possible")
    return text


def fitted(claims: PassClaims, key: PassKey) -> PassClaims:
    """Return claims that fit, later names set as initials where the whole name is too long.

    Raises:
        ClaimsInvalid: the claims cannot be carried for another reason.
    """
    for name in _shorter_names(claims.name):
        shorter = claims._replace(name=name)
        payload = write_claims(shorter)
        if _characters(len(sealed(payload, key))) <= MOST_CHARACTERS:
            return shorter
    raise ClaimsInvalid("the pass is too long even with the shortest name")


def verify(
    text: str, keys: KeyRing, *, at: datetime, crossing: str = "", revoked: RevocationList | None = None
) -> Verdict:
    """Judge a text at a moment; on a crossing and against a list of revoked passes where they are given."""
    try:
        envelope = opened(_message(text))
    except EnvelopeDamaged:
        return Verdict(Reason.DAMAGED)
    except ValueError:
        return Verdict(Reason.DAMAGED if text.startswith(PREFIX) else Reason.FOREIGN)
    if not envelope.is_signed_by_one_of(keys):
        return Verdict(Reason.FORGED if keys.named(envelope.identifier) else Reason.UNKNOWN_KEY)
    try:
        claims = read_claims(envelope.payload)
    except ClaimsInvalid:
        # Signed by a known key, and yet no pass: a list of revoked passes, or what a later version writes.
        return Verdict(Reason.DAMAGED)
    return Verdict(_use(claims, at, crossing, revoked), claims)


def _use(claims: PassClaims, at: datetime, crossing: str, revoked: RevocationList | None) -> Reason:
    if revoked is not None and claims.serial in revoked:
        return Reason.REVOKED
    if at < claims.valid_from:
        return Reason.NOT_YET_VALID
    if at > claims.valid_until:
        return Reason.EXPIRED
    if crossing and claims.crossing != crossing:
        return Reason.OTHER_CROSSING
    return Reason.GENUINE


def _message(text: str) -> bytes:
    if not text.startswith(PREFIX) or len(text) > _LONGEST_READ:
        raise ValueError("this is no pass")
    return base45_text.decode(text[len(PREFIX) :])


def _characters(message_bytes: int) -> int:
    pairs, rest = divmod(message_bytes, 2)
    return len(PREFIX) + 3 * pairs + 2 * rest


def _shorter_names(name: str) -> list[str]:
    """Return a name and ever shorter ways to write it: its words from the last become initials, then it is cut."""
    words = name.split()
    ways = [" ".join(words)]
    for kept in range(len(words) - 1, 0, -1):
        initials = " ".join(f"{word[0]}." for word in words[kept:])
        ways.append(" ".join([*words[:kept], initials]))
    ways += [f"{words[0][:size]}…" for size in range(len(words[0]), 0, -4)] if words else []
    return [way for way in ways if len(way.encode()) <= MOST_NAME_BYTES]

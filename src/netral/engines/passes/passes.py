"""Issuing a pass as text for a QR symbol, and judging such a text without a network."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netral.engines.passes import base45_text
from netral.engines.passes.claims import MOST_NAME_BYTES, ClaimsInvalid, PassClaims, read_claims, write_claims
from netral.engines.passes.envelope import Envelope, opened, sealed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from netral.engines.passes.keys import KeyRing, PassKey
    from netral.engines.passes.revocations import RevocationList

PREFIX = "NL1:"
# A symbol of version 9 at level M holds more; a shorter text leaves it readable on a scratched screen.
MOST_CHARACTERS = 240
_LONGEST_READ = 2_000


class PassFinding(StrEnum):
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


class PassVerdict(NamedTuple):
    """What was found, and what the pass says where its signature holds."""

    reason: PassFinding
    claims: PassClaims | None = None

    @property
    def ok(self) -> bool:
        """Say whether the pass may be used."""
        return self.reason is PassFinding.GENUINE


def issue(claims: PassClaims, key: PassKey) -> str:
    """Return a pass as the text of its QR symbol.

    Raises:
        ClaimsInvalid: the claims cannot be carried, or are too long together; `fitted` shortens the name.
    """
    return issue_many([claims], key)[0]


def issue_many(many: Sequence[PassClaims], key: PassKey) -> list[str]:
    """Return passes as texts; step by step for all, because a signature empties the processor's caches for the rest.

    Raises:
        ClaimsInvalid: as `issue`, for the first of them.
    """
    payloads = [write_claims(claims) for claims in many]
    messages = [sealed(payload, key) for payload in payloads]
    texts = [PREFIX + base45_text.encode(message) for message in messages]
    for text in texts:
        if len(text) > MOST_CHARACTERS:
            raise ClaimsInvalid(f"the pass would have {len(text)} characters; {MOST_CHARACTERS} are possible")
    return texts


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
) -> PassVerdict:
    """Judge a text at a moment; on a crossing and against a list of revoked passes where they are given."""
    return verify_many([text], keys, at=at, crossing=crossing, revoked=revoked)[0]


def verify_many(
    texts: Sequence[str], keys: KeyRing, *, at: datetime, crossing: str = "", revoked: RevocationList | None = None
) -> list[PassVerdict]:
    """Judge texts as `verify` does, step by step for all."""
    read = [_opened(text) for text in texts]
    signed = [found if isinstance(found, PassFinding) else _signature(found, keys) for found in read]
    return [_verdict(found, at, crossing, revoked) for found in signed]


def _opened(text: str) -> Envelope | PassFinding:
    if not text.startswith(PREFIX):
        return PassFinding.FOREIGN
    if len(text) > _LONGEST_READ:
        return PassFinding.DAMAGED
    try:
        return opened(base45_text.decode(text[len(PREFIX) :]))
    except ValueError:
        return PassFinding.DAMAGED


def _signature(envelope: Envelope, keys: KeyRing) -> Envelope | PassFinding:
    if envelope.is_signed_by_one_of(keys):
        return envelope
    return PassFinding.FORGED if keys.named(envelope.identifier) else PassFinding.UNKNOWN_KEY


def _verdict(found: Envelope | PassFinding, at: datetime, crossing: str, revoked: RevocationList | None) -> PassVerdict:
    if isinstance(found, PassFinding):
        return PassVerdict(found)
    try:
        claims = read_claims(found.payload)
    except ClaimsInvalid:
        # Signed by a known key, and yet no pass: a list of revoked passes, or what a later version writes.
        return PassVerdict(PassFinding.DAMAGED)
    return PassVerdict(_use(claims, at, crossing, revoked), claims)


def _use(claims: PassClaims, at: datetime, crossing: str, revoked: RevocationList | None) -> PassFinding:
    if revoked is not None and claims.serial in revoked:
        return PassFinding.REVOKED
    if at < claims.valid_from:
        return PassFinding.NOT_YET_VALID
    if at > claims.valid_until:
        return PassFinding.EXPIRED
    if crossing and claims.crossing != crossing:
        return PassFinding.OTHER_CROSSING
    return PassFinding.GENUINE


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

"""Signed lists of revoked passes: the serials as steps from one to the next, so that none is refused wrongly."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import cbor2

from netral.engines.passes.claims import LARGEST_SERIAL
from netral.engines.passes.envelope import EnvelopeDamaged, opened, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netral.engines.passes.keys import KeyRing, PassKey

# The registered claim of when something was issued (RFC 8392), and a key of the private range for the list.
_ISSUED, _LIST = 6, -65538


class RevocationsRefused(ValueError):
    """A list that is cut short, forged, of an unknown key, or older than the one that is held."""


@dataclass(frozen=True)
class RevocationList:
    """The serials revoked, in order; each newer list of an issuer has a higher sequence."""

    sequence: int
    issued_at: datetime
    serials: tuple[int, ...]

    def __contains__(self, serial: int) -> bool:
        at = bisect_left(self.serials, serial)
        return at < len(self.serials) and self.serials[at] == serial

    def age(self, at: datetime) -> timedelta:
        """Return how old the list is at a moment; a clock that runs behind makes it no younger than new."""
        return max(at - self.issued_at, timedelta())


def write_revocations(serials: Iterable[int], *, sequence: int, issued_at: datetime, key: PassKey) -> bytes:
    """Return a signed list of serials."""
    ordered = sorted(set(serials))
    steps = [after - before for before, after in pairwise([0, *ordered])]
    payload = cbor2.dumps({_ISSUED: int(issued_at.timestamp()), _LIST: [sequence, steps]})
    return sealed(payload, key)


def read_revocations(message: bytes, keys: KeyRing, *, held: RevocationList | None = None) -> RevocationList:
    """Return a list that a key of the ring signed, and that is no older than the one held.

    Raises:
        RevocationsRefused: it is damaged, of an unknown key, forged, or older; what is held stays in force.
    """
    try:
        envelope = opened(message)
    except EnvelopeDamaged as error:
        raise RevocationsRefused(f"the list is damaged: {error}") from error
    if not keys.named(envelope.identifier):
        raise RevocationsRefused("the list is signed by a key that is not known here")
    if not envelope.is_signed_by_one_of(keys):
        raise RevocationsRefused("the list is not what its key signed")
    found = _list(envelope.payload)
    if held is not None and found.sequence < held.sequence:
        raise RevocationsRefused(f"list {found.sequence} is older than list {held.sequence}, which is held")
    return found


def _list(payload: bytes) -> RevocationList:
    try:
        said = cbor2.loads(payload)
        sequence, steps = said[_LIST]
        serials = tuple(accumulate(steps))
        ascending = all(isinstance(step, int) and step > 0 for step in steps)
        if not ascending or not isinstance(sequence, int) or (serials and serials[-1] > LARGEST_SERIAL):
            raise RevocationsRefused("the list is signed, and yet no list of serials")
        return RevocationList(sequence, datetime.fromtimestamp(said[_ISSUED], UTC), serials)
    except RevocationsRefused:
        raise
    except Exception as error:
        raise RevocationsRefused("the message is signed, and yet no list of revoked passes") from error

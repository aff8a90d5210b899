"""COSE_Sign1 (RFC 9052) with ES256 in one fixed layout, so that there is one encoding of a message and no other.

Layout, byte for byte: d2 84, the protected header 49 a2 01 26 04 44 and the key identifier (4 bytes), the empty
unprotected header a0, the payload after its length in the shortest form, then 58 40 and the signature (64 bytes).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from netral.engines.passes.keys import IDENTIFIER_BYTES, SIGNATURE_BYTES

if TYPE_CHECKING:
    from netral.engines.passes.keys import KeyRing, PassKey

_HEAD = b"\xd2\x84\x49\xa2\x01\x26\x04\x44"
_PROTECTED = _HEAD[3:]
_SIGNATURE_HEAD = b"\x58\x40"
_CONTEXT = b"\x84\x6aSignature1"
_TAIL = len(_SIGNATURE_HEAD) + SIGNATURE_BYTES
_SHORT = 24


class EnvelopeDamaged(ValueError):
    """Bytes that are no signed message of this layout."""


class Envelope(NamedTuple):
    """A signed message taken apart; nothing is verified yet."""

    identifier: bytes
    payload: bytes
    signature: bytes

    def is_signed_by_one_of(self, keys: KeyRing) -> bool:
        """Say whether a key of the ring with the message's identifier signed it."""
        signed = to_be_signed(self.identifier, self.payload)
        return any(key.verifies(self.signature, signed) for key in keys.named(self.identifier))


def sealed(payload: bytes, key: PassKey) -> bytes:
    """Return a payload signed by a key."""
    identifier = key.public.identifier
    signature = key.sign(to_be_signed(identifier, payload))
    return b"".join((_HEAD, identifier, b"\xa0", _length(payload), payload, _SIGNATURE_HEAD, signature))


def opened(message: bytes) -> Envelope:
    """Take a signed message apart.

    Raises:
        EnvelopeDamaged: it has another layout, is cut short, or something follows it.
    """
    at = len(_HEAD) + IDENTIFIER_BYTES
    if message[: len(_HEAD)] != _HEAD or message[at : at + 1] != b"\xa0":
        raise EnvelopeDamaged("the head is another")
    wide = {0x58: 1, 0x59: 2, 0x5A: 4}.get(message[at + 1] if len(message) > at + 1 else 0, 0)
    start = at + 2 + wide
    length = int.from_bytes(message[at + 2 : start], "big") if wide else max(len(message) - start - _TAIL, 0)
    payload, tail = message[start : start + length], message[start + length :]
    if len(payload) != length or len(tail) != _TAIL or tail[:2] != _SIGNATURE_HEAD:
        raise EnvelopeDamaged("the message is cut short, or something follows it")
    if message[at + 1 : start] != _length(payload):
        raise EnvelopeDamaged("the length of the payload is written another way")
    return Envelope(message[len(_HEAD) : at], payload, tail[2:])


def to_be_signed(identifier: bytes, payload: bytes) -> bytes:
    """Return the Sig_structure over which ES256 is made (RFC 9052, 4.4), with no external data."""
    return b"".join((_CONTEXT, b"\x49", _PROTECTED, identifier, b"\x40", _length(payload), payload))


def _length(payload: bytes) -> bytes:
    """Return the head of a byte string in its shortest form, as whoever rebuilds the Sig_structure writes it."""
    size = len(payload)
    if size < _SHORT:
        return bytes((0x40 | size,))
    if size <= 0xFF:
        return struct.pack(">BB", 0x58, size)
    if size <= 0xFFFF:
        return struct.pack(">BH", 0x59, size)
    return struct.pack(">BI", 0x5A, size)

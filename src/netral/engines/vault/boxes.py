"""Sealed boxes: anybody seals to a public key, only the holder of the private key opens (X25519, libsodium).

libsodium's sealed boxes bind nothing but the recipient. Here every box also carries a digest of its context, which
says whose value it is and what it is, so that a box put into another row or column does not open. The plaintext is
padded to one of a few lengths, because the length of a name or an answer can give it away.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from nacl import bindings
from nacl.exceptions import CryptoError

from netral.engines.vault.keys import WrongKey

KEY_BYTES = bindings.crypto_box_SECRETKEYBYTES
# Plaintext with its padding has one of these lengths, or a multiple of the last.
BUCKETS = (64, 256, 1024, 4096, 16384, 65536)

_VERSION = b"\x01"
_DIGEST = 32
_OVERHEAD = len(_VERSION) + bindings.crypto_box_SEALBYTES + _DIGEST


class BoxBroken(Exception):
    """A sealed value that was changed, belongs to something else, or is for the holder of another key."""


@dataclass(frozen=True)
class Pair:
    """A public key, to which anybody seals, and the private key that opens."""

    public: bytes
    private: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.public) != KEY_BYTES or len(self.private) != KEY_BYTES:
            message = f"Both keys of a pair have {KEY_BYTES} bytes."
            raise WrongKey(message)


def new_pair() -> Pair:
    """A random pair of keys."""
    return Pair(*bindings.crypto_box_keypair())


def pair_from(private: bytes) -> Pair:
    """The pair of a private key that was kept without its public key; raises WrongKey."""
    if len(private) != KEY_BYTES:
        message = f"A private key has {KEY_BYTES} bytes, not {len(private)}."
        raise WrongKey(message)
    return Pair(bindings.crypto_scalarmult_base(private), private)


def seal(public: bytes, plain: bytes, context: bytes) -> bytes:
    """Encrypt to a public key; the same context is needed to open; raises WrongKey for what is no public key."""
    inner = _digest(context) + bindings.sodium_pad(plain, _block(len(plain) + 1))
    try:
        return _VERSION + bindings.crypto_box_seal(inner, public)
    except (CryptoError, RuntimeError, TypeError, ValueError) as error:
        message = "This is not a public key."
        raise WrongKey(message) from error


def open_sealed(pair: Pair, sealed: bytes, context: bytes) -> bytes:
    """Decrypt what was sealed to this pair; raises BoxBroken."""
    padded = len(sealed) - _OVERHEAD
    if sealed[: len(_VERSION)] != _VERSION or padded < BUCKETS[0] or padded % _block(padded):
        message = "This is not a sealed value."
        raise BoxBroken(message)
    try:
        inner = bindings.crypto_box_seal_open(sealed[len(_VERSION) :], pair.public, pair.private)
    except (CryptoError, RuntimeError) as error:
        message = "The sealed value was changed, or is for another key."
        raise BoxBroken(message) from error
    if not hmac.compare_digest(inner[:_DIGEST], _digest(context)):
        message = "The sealed value belongs to something else."
        raise BoxBroken(message)
    return _unpadded(inner[_DIGEST:])


def _block(length: int) -> int:
    return next((bucket for bucket in BUCKETS if length <= bucket), BUCKETS[-1])


def _unpadded(padded: bytes) -> bytes:
    try:
        return bindings.sodium_unpad(padded, _block(len(padded)))
    except (CryptoError, RuntimeError) as error:
        message = "The sealed value was not padded as it should be."
        raise BoxBroken(message) from error


def _digest(context: bytes) -> bytes:
    return hashlib.blake2b(context, digest_size=_DIGEST, person=b"netral-box-1").digest()

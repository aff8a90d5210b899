"""The master key, and the keys of files wrapped by it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

MASTER_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES

_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_ID_BYTES = 8
_VERSION = b"\x01"


class WrongKey(Exception):
    """A wrapped key that this master key did not wrap, or that was changed, or that belongs elsewhere."""


@dataclass(frozen=True)
class MasterKey:
    """The key that wraps all file keys; it lives outside the database."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != MASTER_BYTES:
            message = f"The master key must have {MASTER_BYTES} bytes, not {len(self.secret)}."
            raise WrongKey(message)

    def __repr__(self) -> str:
        return f"MasterKey({self.identity.hex()})"

    @property
    def identity(self) -> bytes:
        """A short public name of the key, stored with what it wrapped, so that keys can be replaced."""
        return hashlib.blake2b(self.secret, digest_size=_ID_BYTES, person=b"netral-master").digest()

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Encrypt a file key; the same context is needed to unwrap it."""
        nonce = random(_NONCE)
        start = _VERSION + self.identity
        sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(key, start + context, nonce, self.secret)
        return start + nonce + sealed

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Decrypt a wrapped file key; raises WrongKey."""
        start, rest = wrapped[: 1 + _ID_BYTES], wrapped[1 + _ID_BYTES :]
        if start != _VERSION + self.identity:
            message = "Another master key wrapped this key."
            raise WrongKey(message)
        try:
            return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                rest[_NONCE:], start + context, rest[:_NONCE], self.secret
            )
        except (CryptoError, ValueError) as error:
            message = "The wrapped key was changed or belongs to something else."
            raise WrongKey(message) from error

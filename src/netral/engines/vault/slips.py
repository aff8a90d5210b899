"""Key slips: a private key kept for the holder of another key pair, or under a secret."""

from __future__ import annotations

import hashlib

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

from netral.engines.vault.boxes import KEY_BYTES, BoxBroken, Pair, open_sealed, seal
from netral.engines.vault.keys import WrongKey

SECRET_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES

_VERSION = b"\x01"
_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES


class WrongSecret(Exception):
    """A locked key that this secret did not lock, or that was changed, or that belongs to something else."""


def slip_for(recipient_public: bytes, pair_private: bytes, context: bytes) -> bytes:
    """Seal a private key to the holder of another pair; raises WrongKey."""
    return seal(recipient_public, _private(pair_private), _purpose(context))


def open_slip(recipient: Pair, slip: bytes, context: bytes) -> bytes:
    """Return the private key of a slip; raises BoxBroken."""
    private = open_sealed(recipient, slip, _purpose(context))
    if len(private) != KEY_BYTES:
        message = "The slip holds no private key."
        raise BoxBroken(message)
    return private


def lock_with_secret(private: bytes, secret: bytes, context: bytes) -> bytes:
    """Encrypt a private key under a secret of 32 bytes; raises WrongKey for lengths that are not right."""
    nonce = random(_NONCE)
    bound = _VERSION + _purpose(context)
    locked = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(_private(private), bound, nonce, _secret(secret))
    return _VERSION + nonce + locked


def unlock_with_secret(locked: bytes, secret: bytes, context: bytes) -> bytes:
    """Decrypt a locked private key; raises WrongSecret, and WrongKey for a secret of another length."""
    version, nonce, rest = locked[:1], locked[1 : 1 + _NONCE], locked[1 + _NONCE :]
    if version != _VERSION:
        message = "This is not a locked key."
        raise WrongSecret(message)
    bound = _VERSION + _purpose(context)
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, bound, nonce, _secret(secret))
    except (CryptoError, TypeError, ValueError) as error:
        message = "Another secret locked this key, or it was changed or belongs to something else."
        raise WrongSecret(message) from error


def _private(private: bytes) -> bytes:
    if len(private) != KEY_BYTES:
        message = f"A private key has {KEY_BYTES} bytes, not {len(private)}."
        raise WrongKey(message)
    return private


def _secret(secret: bytes) -> bytes:
    if len(secret) != SECRET_BYTES:
        message = f"A secret has {SECRET_BYTES} bytes, not {len(secret)}."
        raise WrongKey(message)
    return secret


def _purpose(context: bytes) -> bytes:
    """The context of a slip, which is never the context of an ordinary sealed value."""
    return hashlib.blake2b(context, digest_size=32, person=b"netral-slip-1").digest()

"""A private key locked by a password: Argon2id makes the key, XChaCha20-Poly1305 locks.

The locked value says how it was made, so that costs can rise over the years. Passwords are normalised to NFKC: one
keyboard sends "é" as one character and another as two, and some send full-width digits or a no-break space; the same
keys pressed must open the same lock.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass

from nacl import bindings
from nacl.utils import random

from netral.engines.vault.slips import SECRET_BYTES, WrongSecret, lock_with_secret, unlock_with_secret

_MIB = 1024 * 1024
# Version, operations, bytes of memory.
_HEADER = struct.Struct(">BIQ")
_VERSION = 1
_SALT = bindings.crypto_pwhash_SALTBYTES
_START = _HEADER.size + _SALT
# A changed header must not make the server work for minutes or eat its memory.
_MOST_OPERATIONS = 16
_MOST_MEMORY = 256 * _MIB


class CostRefused(ValueError):
    """A cost that libsodium cannot do, or that would stop the server."""


class WrongPassword(Exception):
    """A password that does not open the lock."""


class LockBroken(WrongPassword):
    """A value that is no lock at all, so that no password can open it."""


@dataclass(frozen=True)
class Cost:
    """What one guess of a password costs: passes over memory, and bytes of memory; one lane."""

    operations: int
    memory_bytes: int

    def __post_init__(self) -> None:
        least = bindings.crypto_pwhash_argon2id_MEMLIMIT_MIN
        if not 1 <= self.operations <= _MOST_OPERATIONS or not least <= self.memory_bytes <= _MOST_MEMORY:
            message = f"Argon2id here takes 1 to {_MOST_OPERATIONS} passes and {least} to {_MOST_MEMORY} bytes."
            raise CostRefused(message)


# RFC 9106's second choice in memory and passes; OWASP asks for at least 2 passes over 19 MiB.
ORDINARY = Cost(operations=3, memory_bytes=64 * _MIB)
# For few members with much to lose.
STRONG = Cost(operations=3, memory_bytes=256 * _MIB)
# For tests alone.
LIGHT = Cost(operations=1, memory_bytes=8192)


def lock(private: bytes, password: str, cost: Cost = ORDINARY) -> bytes:
    """Lock a private key; raises CostRefused, and ValueError for an empty password."""
    if not password:
        message = "An empty password locks nothing."
        raise ValueError(message)
    start = _HEADER.pack(_VERSION, cost.operations, cost.memory_bytes) + random(_SALT)
    return start + lock_with_secret(private, _key(password, start[_HEADER.size :], cost), start)


def unlock(locked: bytes, password: str) -> bytes:
    """Return the private key; raises WrongPassword, and its kind LockBroken for a value that is no lock."""
    cost = cost_of(locked)
    start, rest = locked[:_START], locked[_START:]
    try:
        return unlock_with_secret(rest, _key(password, start[_HEADER.size :], cost), start)
    except WrongSecret as error:
        message = "This password does not open the lock."
        raise WrongPassword(message) from error


def cost_of(locked: bytes) -> Cost:
    """What opening this lock costs; raises LockBroken."""
    try:
        version, operations, memory = _HEADER.unpack_from(locked)
        cost = Cost(operations, memory)
    except (struct.error, CostRefused) as error:
        message = "This is not a lock."
        raise LockBroken(message) from error
    if version != _VERSION or len(locked) <= _START:
        message = "This is not a lock."
        raise LockBroken(message)
    return cost


def needs_new_lock(locked: bytes, cost: Cost) -> bool:
    """Whether a guess is now cheaper than this cost asks, in passes or in memory; raises LockBroken."""
    present = cost_of(locked)
    return present.operations < cost.operations or present.memory_bytes < cost.memory_bytes


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    normalised = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return bindings.crypto_pwhash_alg(
        SECRET_BYTES,
        normalised,
        salt,
        cost.operations,
        cost.memory_bytes,
        bindings.crypto_pwhash_ALG_ARGON2ID13,
    )

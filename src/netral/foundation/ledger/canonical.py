"""Canonical bytes of an event and the salted commitment that the public log holds; strangers use this, so no Django."""

import binascii
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from netral.engines.json_reader import read_json

SALT_BYTES = 16


# Made once: an encoder of its own for every event would cost more than the encoding.
_STRICT = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the canonical JSON of an event: sorted keys, no spaces, UTF-8."""
    return _STRICT.encode(body).encode()


class CanonicalSeries:
    """The canonical bytes of many events that differ in nothing but their identifier, subject and data."""

    def __init__(self, first: Mapping[str, Any]) -> None:
        # The keys stand in alphabetical order, so that everything but these three is the same text for all of them.
        self._head = canonical({key: first[key] for key in ("actor", "actor_label", "at")})[:-1] + b',"data":'
        self._tail = b'",' + canonical({key: first[key] for key in ("institution", "kind")})[1:-1] + b',"subject":'

    def canonical(self, identifier: UUID, subject: tuple[str, str], data: bytes) -> bytes:
        """Return the canonical bytes of one event of the series, given the canonical bytes of its data."""
        return b"".join(
            (self._head, data, b',"id":"', str(identifier).encode(), self._tail, _STRICT.encode(subject).encode(), b"}")
        )


def new_salt() -> bytes:
    """Return a fresh random salt."""
    return os.urandom(SALT_BYTES)


def new_salts(count: int) -> list[bytes]:
    """Return that many fresh random salts."""
    drawn = os.urandom(SALT_BYTES * count)
    return [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]


def commitment(salt: bytes, event: bytes) -> bytes:
    """Return SHA-256(salt || canonical event), which hides the event once the salt is erased."""
    return sha256(salt + event).digest()


class OpeningRefused(ValueError):
    """What is given as an opening cannot be read."""


@dataclass(frozen=True)
class Opening:
    """What was recorded, with the salt that hid it."""

    salt: bytes
    event: dict[str, Any]

    def entry(self) -> bytes:
        """Return the entry that the log must hold for this."""
        return commitment(self.salt, canonical(self.event))

    def to_bytes(self) -> bytes:
        """Return the opening as it travels in a proof file."""
        return canonical({"event": self.event, "salt": self.salt.hex()})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Opening":
        """Return the opening that a proof file carries; whether it is true, the log's entry tells.

        Raises:
            OpeningRefused: it cannot be read.
        """
        try:
            stated = read_json(data)
            event = stated["event"]
            salt = bytes.fromhex(stated["salt"])
        except (ValueError, KeyError, TypeError, binascii.Error) as error:
            raise OpeningRefused(f"the opening cannot be read: {error}") from error
        if not isinstance(event, dict):
            raise OpeningRefused("the opening holds no event")
        return cls(salt, event)

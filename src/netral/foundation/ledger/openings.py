"""The opening of a commitment: the salt and the event, by which anyone sees what the log committed to."""

import binascii
import json
from dataclasses import dataclass
from typing import Any

from netral.foundation.ledger.canonical import canonical, commitment


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
            stated = json.loads(data)
            event = stated["event"]
            salt = bytes.fromhex(stated["salt"])
        except (ValueError, KeyError, TypeError, binascii.Error) as error:
            raise OpeningRefused(f"the opening cannot be read: {error}") from error
        if not isinstance(event, dict):
            raise OpeningRefused("the opening holds no event")
        return cls(salt, event)

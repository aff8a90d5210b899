"""What a kiosk sends, what it is answered, and one confirmation once it was judged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from netral.foundation.ceremonies.protocol import Entry, EntryRefusal


@dataclass(frozen=True)
class Batch:
    """What a kiosk sends at once: its confirmations, how many it keeps, and its clock.

    Of a file no clock is known, but perhaps when the kiosk saved it, by its own clock; `waiting` is what the file
    leaves on the device.
    """

    entries: tuple[Entry, ...] = ()
    waiting: int = 0
    clock: datetime | None = None
    saved_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What became of one confirmation."""

    id: UUID
    refusal: str = ""

    @property
    def is_accepted(self) -> bool:
        """Say whether it counts."""
        return not self.refusal


@dataclass(frozen=True)
class CheckedConfirmation:
    """One confirmation with the row it is for, when it was, and why it cannot be taken."""

    entry: Entry
    holder: Any
    at: datetime
    ahead: int
    refusal: EntryRefusal | None

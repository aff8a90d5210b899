"""Where a ceremony stands, and what an app tells of it and of who takes part, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

FEWEST_WITNESSES = 2


class CeremonyStatus(StrEnum):
    """Where a ceremony stands."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"


# From where a ceremony may go on, and to where.
STEPS = {CeremonyStatus.PLANNED: {CeremonyStatus.OPEN}, CeremonyStatus.OPEN: {CeremonyStatus.DONE}}


class EntryOutcome(StrEnum):
    """What became of a confirmation that a kiosk sent."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True)
class WitnessInput:
    """One witness as filled in."""

    name: str
    nip: str
    position: str


@dataclass(frozen=True)
class CeremonyInput:
    """What an officer fills in for a ceremony."""

    title: str
    place: str
    held_on: date
    officiant_name: str
    officiant_position: str
    witnesses: tuple[WitnessInput, ...]


@dataclass(frozen=True)
class KioskPoint:
    """One point that is ticked at a kiosk."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class KioskText:
    """What is read and confirmed at a kiosk; `key` names its version and is part of every confirmation.

    `host` is whose ceremony it is.
    """

    key: str
    title: str
    opening: str
    points: tuple[KioskPoint, ...]
    closing: str
    host: str

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of its points."""
        return frozenset(point.code for point in self.points)


@dataclass(frozen=True)
class Participant:
    """One who takes part, as a kiosk and a slip tell of her.

    `verifier` is by what a kiosk knows a right PIN, none before it was prepared; `confirmed` says that she has no
    more to do.
    """

    ident: UUID
    name: str
    unit_id: UUID
    unit: str
    position: str
    verifier: bytes | memoryview | None
    confirmed: bool

"""Where a call to people stands, how often they are reminded, and how far each unit is."""

from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from typing import Generic, Self, TypeVar
from uuid import UUID

# Reminding somebody every hour teaches her to ignore it.
BETWEEN_REMINDERS = timedelta(hours=20)


class CallStatus(StrEnum):
    """Where a call stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


def share_of(part: int, whole: int) -> float:
    """Return a share from 0 to 1; 0 of nobody."""
    return part / whole if whole else 0.0


@dataclass(frozen=True)
class Tally:
    """Base of the numbers an app counts of people: who was asked, who did it, and whatever lies between."""

    def __add__(self, other: Self) -> Self:
        return type(self)(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})


T = TypeVar("T", bound=Tally)


@dataclass(frozen=True)
class UnitCoverage(Generic[T]):
    """How far one unit is; `whole_id` is the call or the government whose part it is."""

    whole_id: UUID
    unit_id: UUID
    unit: str
    counts: T

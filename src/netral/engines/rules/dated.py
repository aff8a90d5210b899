"""Rows of law that hold for a time: choosing the one in force on a day, and finding gaps and overlaps.

Two clocks run beside each other. `valid_from`/`valid_to` say on which days a row is the law (both days included);
`published_at` says since when we knew. A publication replaces everything published earlier under the same key, so
that a corrected edition can shorten or withdraw a row, and a decision taken before it can still be understood by
asking for the row as it was `known_at` that moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

_ALWAYS_KNOWN = datetime.min.replace(tzinfo=UTC)


class Verification(StrEnum):
    """How surely a row of law is known, the surest first.

    Official: its words were read in the text or on a site of the body that issued it. Secondary: in press or a paper
    that tells of it. Developer: in a data set made for a programme. Unverified: nowhere. None of them is more than our
    reading until a named officer has confirmed the row.
    """

    OFFICIAL = "official"
    SECONDARY = "secondary"
    DEVELOPER = "developer"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Provenance:
    """Where a row of law comes from."""

    reference: str
    verification: Verification
    note: str = ""


class Period(Protocol):
    """Days of validity, the first and the last included."""

    @property
    def valid_from(self) -> date:
        """The first day on which the row is the law."""

    @property
    def valid_to(self) -> date | None:
        """The last day on which the row is the law; None while it has no end."""


class DatedRow(Period, Protocol):
    """A row of law with its days of validity and the moment it was published.

    `published_at` is None for rows that were always known: those shipped with the programme.
    """

    @property
    def key(self) -> str:
        """The stable name that all editions of the row share."""

    @property
    def published_at(self) -> datetime | None:
        """Since when the row has been known."""


Row = TypeVar("Row", bound=DatedRow)


class NotInForceError(LookupError):
    """No row with this key is in force on the day asked for."""

    def __init__(self, key: str, on: date) -> None:
        super().__init__(f"no row {key!r} is in force on {on.isoformat()}")
        self.key = key
        self.on = on


class FlawKind(StrEnum):
    """What can be wrong with the dates of rows that share a key."""

    GAP = "gap"
    OVERLAP = "overlap"
    REVERSED = "reversed"


@dataclass(frozen=True)
class Flaw:
    """A mistake in the dates of the rows of one key, with the first and last day it concerns."""

    kind: FlawKind
    key: str
    first: date
    last: date


def holds(row: Period, on: date) -> bool:
    """Whether the row is the law on this day."""
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def in_force(rows: Iterable[Row], on: date, known_at: datetime | None = None) -> tuple[Row, ...]:
    """The rows that are the law on this day, in their given order, as far as known at that moment."""
    return tuple(row for row in _current_editions(rows, known_at) if holds(row, on))


def as_of(rows: Iterable[Row], key: str, on: date, known_at: datetime | None = None) -> Row:
    """The row with this key that is the law on this day. Raises NotInForceError."""
    matching = in_force((row for row in rows if row.key == key), on, known_at)
    if not matching:
        raise NotInForceError(key, on)
    return matching[0]


def flaws(rows: Iterable[DatedRow]) -> tuple[Flaw, ...]:
    """Every gap, overlap and reversed period between rows of the same key and the same publication."""
    editions: dict[tuple[str, datetime], list[DatedRow]] = defaultdict(list)
    for row in rows:
        editions[row.key, _known_since(row)].append(row)
    return tuple(flaw for edition in editions.values() for flaw in _flaws_of_edition(edition))


def _current_editions(rows: Iterable[Row], known_at: datetime | None) -> list[Row]:
    known = [row for row in rows if known_at is None or _known_since(row) <= known_at]
    newest: dict[str, datetime] = {}
    for row in known:
        newest[row.key] = max(newest.get(row.key, _ALWAYS_KNOWN), _known_since(row))
    return [row for row in known if _known_since(row) == newest[row.key]]


def _known_since(row: DatedRow) -> datetime:
    return row.published_at or _ALWAYS_KNOWN


def _flaws_of_edition(edition: Sequence[DatedRow]) -> list[Flaw]:
    ordered = sorted(edition, key=lambda row: (row.valid_from, row.valid_to or date.max))
    found = [
        Flaw(FlawKind.REVERSED, row.key, row.valid_to, row.valid_from)
        for row in ordered
        if row.valid_to is not None and row.valid_to < row.valid_from
    ]
    covered_until = ordered[0].valid_to or date.max
    for row in ordered[1:]:
        if row.valid_from <= covered_until:
            found.append(Flaw(FlawKind.OVERLAP, row.key, row.valid_from, min(covered_until, row.valid_to or date.max)))
        elif row.valid_from > covered_until + timedelta(days=1):
            day = timedelta(days=1)
            found.append(Flaw(FlawKind.GAP, row.key, covered_until + day, row.valid_from - day))
        covered_until = max(covered_until, row.valid_to or date.max)
    return found

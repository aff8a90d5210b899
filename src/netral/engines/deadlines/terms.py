"""What a legal term is: a length, a unit, the event it runs from and how its days are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from netral.engines.rules.dated import Verification

SATURDAY, SUNDAY = 5, 6


class TermError(ValueError):
    """A term, a calendar or a starting moment that cannot be counted with."""


class Unit(StrEnum):
    """What a term is counted in."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MONTHS = "months"


class StartRule(StrEnum):
    """Whether the day of the event is itself the first day of the term."""

    EXCLUDED = "excluded"
    COUNTED = "counted"


class Boundary(StrEnum):
    """What happens on the day a term leads to.

    CLOSES: something must be done before that day is over. OPENS: something begins as that day begins, for example a
    ban on transfers or the force of a decision.
    """

    CLOSES = "closes"
    OPENS = "opens"


@dataclass(frozen=True)
class Term:
    """One legal term. A negative length counts back from the event. Dates of validity include both days."""

    code: str
    length: int
    unit: Unit
    from_event: str
    start_rule: StartRule
    basis: str
    verification: Verification
    valid_from: date
    valid_to: date | None = None
    boundary: Boundary = Boundary.CLOSES
    published_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.length == 0:
            raise TermError(f"term {self.code} has no length")
        if self.unit is Unit.HOURS and self.length < 0:
            raise TermError(f"term {self.code}: hours can only be counted forward")

    @property
    def key(self) -> str:
        """The code, under which the dated editions of a term are found."""
        return self.code

    @property
    def direction(self) -> int:
        """1 for a term that runs forward, -1 for one that is counted back."""
        return 1 if self.length > 0 else -1


@dataclass(frozen=True)
class Suspension:
    """Days, both included, on which a clock stands still."""

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise TermError(f"a suspension cannot end on {self.last} before it begins on {self.first}")

    def days(self) -> Sequence[date]:
        """Every day of the suspension."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True)
class WorkCalendar:
    """The days on which offices are closed: named holidays and the weekend.

    `known_years` are the years for which the holidays are complete; empty when the calendar does not say.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    weekend: Mapping[int, str] = field(default_factory=lambda: {SATURDAY: "Sabtu", SUNDAY: "Minggu"})
    known_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if set(range(7)) <= set(self.weekend):
            raise TermError("a week without a working day cannot be counted in")

    def reason_closed(self, day: date) -> str | None:
        """Why offices are closed on this day, or None on a working day."""
        return self.holidays.get(day) or self.weekend.get(day.weekday())

    def is_incomplete_for(self, year: int) -> bool:
        """Whether holidays of this year may be missing."""
        return bool(self.known_years) and year not in self.known_years


@dataclass(frozen=True)
class Deadline:
    """When a term ends (or, for a term that opens something, begins), and how that was counted.

    `skipped` are the days left out with the reason; `warnings` are doubts a reader must know of.
    """

    due: datetime
    skipped: tuple[tuple[date, str], ...]
    explanation: str
    warnings: tuple[str, ...] = ()

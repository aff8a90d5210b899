"""When a sign-in is held back: after several wrong passwords, for one account on one device."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ALLOWED_FAILURES = 5
WINDOW = timedelta(minutes=15)
HOLD = timedelta(minutes=15)


@dataclass(frozen=True)
class Failures:
    """The wrong passwords counted for one account on one device."""

    count: int
    since: datetime
    held_until: datetime | None = None

    def held(self, at: datetime) -> bool:
        """Say whether sign-in is held back at a moment."""
        return self.held_until is not None and at < self.held_until

    def after_another(self, at: datetime) -> "Failures":
        """Return the count after one more wrong password."""
        if at - self.since > WINDOW or (self.held_until is not None and at >= self.held_until):
            return Failures(count=1, since=at)
        count = self.count + 1
        return Failures(count, self.since, at + HOLD if count >= ALLOWED_FAILURES else None)

"""When both sides are reminded of a term: two weeks before, three days before, and once it is over."""

from datetime import date, timedelta
from enum import StrEnum

NEAR = timedelta(days=14)
VERY_NEAR = timedelta(days=3)


class TermReminder(StrEnum):
    """What was last said about a term, in this order."""

    NONE = ""
    NEAR = "near"
    VERY_NEAR = "very_near"
    LATE = "late"


_ORDER = tuple(TermReminder)


def reminder_owed(due_on: date, told: TermReminder, today: date) -> TermReminder | None:
    """Return what is to be said about a term today; None when that was said before, or nothing is to be said yet."""
    left = due_on - today
    if left < timedelta():
        owed = TermReminder.LATE
    elif left <= VERY_NEAR:
        owed = TermReminder.VERY_NEAR
    elif left <= NEAR:
        owed = TermReminder.NEAR
    else:
        owed = TermReminder.NONE
    return owed if _ORDER.index(owed) > _ORDER.index(told) else None

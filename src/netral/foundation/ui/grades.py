"""How surely a row of law is known, in the reader's language."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from netral.engines.rules.grades import LONG, SHORT, Grade

# A source alone makes nothing sure: only what an officer confirmed looks settled.
TONES: dict[Grade, str] = {
    Grade.CONFIRMED: "good",
    Grade.OFFICIAL: "neutral",
    Grade.SECONDARY: "neutral",
    Grade.DEVELOPER: "warning",
    Grade.UNVERIFIED: "warning",
}


def short_grade(known: str) -> str:
    """Return the words that stand beside a line; raises ValueError for a grade that does not exist."""
    return gettext(SHORT[Grade(known)])


def long_grade(known: str) -> str:
    """Return the sentence that explains a row; raises ValueError for a grade that does not exist."""
    return gettext(LONG[Grade(known)])


def headed_grade(known: str) -> str:
    """Return the short words as they begin a line of their own; raises ValueError for a grade that does not exist."""
    return str(capfirst(short_grade(known)))

"""A day as a person writes it into a cell: a real date, 30-11-2026, 30 November 2026 or 2026-11-30."""

import re
from datetime import date

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")


def day_of(value: object) -> date | None:
    """The day a cell names, None where it names none; what might be day and month or the other way is day first."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = " ".join(value.split()).casefold()
    try:
        if found := _NUMBERS.fullmatch(text):
            return date(int(found[4]), int(found[3]), int(found[1]))
        if found := _WORDS.fullmatch(text):
            return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None

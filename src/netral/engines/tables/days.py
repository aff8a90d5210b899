"""A day as people write it into a cell: a date, 2024-10-07, 07-10-2024, 7/10/2024 or 7 Oktober 2024."""

import re
from datetime import date, datetime

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
# Spreadsheets write midnight behind a day that they turned into text.
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0?0:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WRITTEN = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")


def day_of(value: object) -> date | None:
    """The day a cell names, None where it names none; of two small numbers the first is the day."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            try:
                return _day_in(" ".join(value.split()).casefold())
            except ValueError:
                return None
    return None


def _day_in(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _WRITTEN.fullmatch(text):
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    return None

"""Timetables: on which weekdays a crossing departs at which time, and the days on which it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from netral.engines.steps.table import StepRefused, gettext_noop as _

# Departures are made for so many days ahead, counted from today.
HORIZON_DAYS = 14


@dataclass(frozen=True)
class Sailing:
    """One departure a timetable makes: the moment, and the identifier of its timetable."""

    timetable: UUID
    departs_at: datetime


@dataclass(frozen=True)
class TimetableRule:
    """A timetable as it is read: weekdays are ISO numbers (1 is Monday), `left_out` the days it does not hold."""

    timetable: UUID
    weekdays: frozenset[int]
    departs: time
    valid_from: date
    valid_until: date
    left_out: frozenset[date] = frozenset()


def check_timetable(weekdays: Iterable[int], valid_from: date, valid_until: date) -> None:
    """Refuse a timetable of no day, of a day that is none, or one that ends before it begins."""
    days = set(weekdays)
    if not days or not days <= set(range(1, 8)):
        raise StepRefused(_("Pilih paling sedikit satu hari berangkat."))
    if valid_until < valid_from:
        raise StepRefused(_("Hari terakhir jadwal sebelum hari pertama. Periksa lagi kedua tanggalnya."))


def sailings(rules: Iterable[TimetableRule], first: date, last: date, zone: ZoneInfo) -> Iterator[Sailing]:
    """Yield the departures of timetables from one day to another, both included, the earliest day first."""
    rules = tuple(rules)
    for offset in range((last - first).days + 1):
        day = first + timedelta(offset)
        for rule in rules:
            holds = rule.valid_from <= day <= rule.valid_until and day not in rule.left_out
            if holds and day.isoweekday() in rule.weekdays:
                yield Sailing(rule.timetable, datetime.combine(day, rule.departs, zone))

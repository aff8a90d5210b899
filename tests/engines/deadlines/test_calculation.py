"""Counting terms: examples from the law, and properties that hold for every term."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from netral.engines.deadlines.calculation import due
from netral.engines.deadlines.terms import Boundary, StartRule, Suspension, TermError, Unit, WorkCalendar
from tests.engines.deadlines.strategies import (
    WIB,
    WIT,
    WITA,
    at,
    calendars,
    end_of,
    lengths,
    make_term,
    moments,
    start_rules,
    units,
    zones,
)

NO_HOLIDAYS = WorkCalendar()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("length", "unit", "start", "last_day"),
    [
        (3, Unit.CALENDAR_DAYS, date(2024, 10, 7), date(2024, 10, 10)),
        (7, Unit.CALENDAR_DAYS, date(2024, 2, 26), date(2024, 3, 4)),
        (14, Unit.WORKING_DAYS, date(2024, 10, 7), date(2024, 10, 25)),
        (-7, Unit.WORKING_DAYS, date(2024, 10, 16), date(2024, 10, 7)),
        (3, Unit.MONTHS, date(2024, 11, 30), date(2025, 2, 28)),
        (3, Unit.MONTHS, date(2023, 11, 30), date(2024, 2, 29)),
        (-5, Unit.MONTHS, date(2024, 11, 27), date(2024, 6, 27)),
    ],
)
def test_terms_end_as_their_last_day_ends(length: int, unit: Unit, start: date, last_day: date) -> None:
    assert due(make_term(length, unit), at(start), WIB, NO_HOLIDAYS).due == end_of(last_day)


def test_a_term_that_opens_something_leads_to_the_first_moment_of_its_day() -> None:
    ban = make_term(-6, Unit.MONTHS, boundary=Boundary.OPENS)

    assert due(ban, at(date(2024, 9, 22)), WIB, NO_HOLIDAYS).due == datetime(2024, 3, 22, tzinfo=WIB)


def test_hours_end_to_the_minute_across_midnight() -> None:
    found = due(make_term(24, Unit.HOURS), at(date(2024, 2, 29), 23, 30, WIT), WIT, NO_HOLIDAYS)

    assert found.due == at(date(2024, 3, 1), 23, 30, WIT)


def test_the_day_is_that_of_the_region_and_not_of_the_capital() -> None:
    start = datetime(2024, 10, 7, 15, 30, tzinfo=UTC)
    term = make_term(3, Unit.CALENDAR_DAYS)

    assert due(term, start, WIB, NO_HOLIDAYS).due == end_of(date(2024, 10, 10), WIB)
    assert due(term, start, WIT, NO_HOLIDAYS).due == end_of(date(2024, 10, 11), WIT)


def test_an_extension_runs_on_from_the_end_of_the_term() -> None:
    found = due(
        make_term(3, Unit.CALENDAR_DAYS),
        at(date(2024, 10, 7)),
        WIB,
        NO_HOLIDAYS,
        extensions=[make_term(2, Unit.CALENDAR_DAYS)],
    )

    assert found.due == end_of(date(2024, 10, 12))


def test_skipped_days_are_named_with_their_reason() -> None:
    calendar = WorkCalendar(holidays={date(2024, 12, 25): "Hari Raya Natal", date(2024, 12, 26): "Cuti bersama"})
    found = due(make_term(3, Unit.WORKING_DAYS), at(date(2024, 12, 24)), WIB, calendar)

    assert found.due == end_of(date(2024, 12, 31))
    assert found.skipped == (
        (date(2024, 12, 25), "Hari Raya Natal"),
        (date(2024, 12, 26), "Cuti bersama"),
        (date(2024, 12, 28), "Sabtu"),
        (date(2024, 12, 29), "Minggu"),
    )


def test_hours_do_not_run_on_suspended_days() -> None:
    stopped = Suspension(date(2024, 10, 8), date(2024, 10, 9), "sistem padam")
    found = due(make_term(24, Unit.HOURS), at(date(2024, 10, 7)), WIB, NO_HOLIDAYS, suspensions=[stopped])

    assert found.due == at(date(2024, 10, 10))
    assert [day for day, _ in found.skipped] == stopped.days()


def test_hours_that_start_on_a_suspended_day_begin_when_it_is_over() -> None:
    stopped = Suspension(date(2024, 10, 7), date(2024, 10, 7), "sistem padam")
    found = due(make_term(24, Unit.HOURS), at(date(2024, 10, 7)), WIB, NO_HOLIDAYS, suspensions=[stopped])

    assert found.due == datetime(2024, 10, 9, tzinfo=WIB)


def test_a_start_without_a_zone_is_refused() -> None:
    naive = datetime(2024, 10, 7, 10, 12, tzinfo=WIB).replace(tzinfo=None)

    with pytest.raises(TermError, match="no time zone"):
        due(make_term(3, Unit.CALENDAR_DAYS), naive, WIB, NO_HOLIDAYS)


@given(st.data(), units, lengths, start_rules, zones, calendars)
def test_a_later_start_never_ends_earlier(
    data: st.DataObject, unit: Unit, length: int, rule: StartRule, zone: ZoneInfo, calendar: WorkCalendar
) -> None:
    earlier, later = sorted(data.draw(st.tuples(moments(zone), moments(zone))))
    term = make_term(length, unit, rule)

    assert due(term, earlier, zone, calendar).due <= due(term, later, zone, calendar).due


@given(st.data(), units, lengths, start_rules, zones, calendars)
def test_a_longer_term_ends_later(
    data: st.DataObject, unit: Unit, length: int, rule: StartRule, zone: ZoneInfo, calendar: WorkCalendar
) -> None:
    start = data.draw(moments(zone))
    shorter, longer = (due(make_term(n, unit, rule), start, zone, calendar).due for n in (length, length + 1))

    assert start < longer
    assert shorter < longer


@given(moments(WITA), st.integers(1, 60), start_rules, calendars, st.booleans())
def test_working_days_never_end_on_a_closed_day(
    start: datetime, length: int, rule: StartRule, calendar: WorkCalendar, backwards: bool
) -> None:
    found = due(make_term(-length if backwards else length, Unit.WORKING_DAYS, rule), start, WITA, calendar)

    assert calendar.reason_closed(found.due.date()) is None
    assert all(calendar.reason_closed(day) == reason for day, reason in found.skipped)


@given(moments(WIB), st.integers(1, 60), calendars)
def test_every_day_between_is_either_counted_or_skipped(start: datetime, length: int, calendar: WorkCalendar) -> None:
    found = due(make_term(length, Unit.WORKING_DAYS), start, WIB, calendar)

    assert (found.due.date() - start.date()).days == length + len(found.skipped)


@given(moments(WIB), units, lengths, zones)
def test_counting_the_first_day_takes_at_most_one_day_off(
    start: datetime, unit: Unit, length: int, zone: ZoneInfo
) -> None:
    counted, excluded = (
        due(make_term(length, unit, rule), start, zone, NO_HOLIDAYS).due for rule in reversed(StartRule)
    )

    assert counted <= excluded
    if unit in {Unit.CALENDAR_DAYS, Unit.HOURS}:
        assert excluded - counted == (DAY if unit is Unit.CALENDAR_DAYS else timedelta())


@given(moments(WIB), units, lengths, st.integers(0, 30), st.integers(1, 20))
def test_a_suspension_never_shortens_a_term(start: datetime, unit: Unit, length: int, after: int, days: int) -> None:
    first = start.date() + DAY * after
    stopped = Suspension(first, first + DAY * (days - 1), "menunggu keterangan")
    term = make_term(length, unit)
    plain, paused = (due(term, start, WIB, NO_HOLIDAYS, suspensions=s) for s in ((), (stopped,)))

    assert plain.due <= paused.due
    if unit is not Unit.HOURS:
        assert paused.due.date() not in stopped.days()


@given(moments(WIB), lengths, start_rules, zones)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(
    start: datetime, length: int, rule: StartRule, zone: ZoneInfo
) -> None:
    anchor = start.astimezone(zone).date() - (DAY if rule is StartRule.COUNTED else timedelta())
    last = due(make_term(length, Unit.MONTHS, rule), start, zone, NO_HOLIDAYS).due.date()

    assert (last.year - anchor.year) * 12 + last.month - anchor.month == length
    assert last.day == anchor.day or (last.day < anchor.day and (last + DAY).day == 1)


@given(moments(WIB), units, lengths, zones)
def test_the_result_is_told_in_the_zone_of_the_region(start: datetime, unit: Unit, length: int, zone: ZoneInfo) -> None:
    found = due(make_term(length, unit), start, zone, NO_HOLIDAYS).due

    assert found.utcoffset() == start.astimezone(zone).utcoffset()
    assert unit is Unit.HOURS or (found.hour, found.minute, found.second) == (23, 59, 59)

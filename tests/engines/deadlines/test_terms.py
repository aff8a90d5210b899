"""Terms and calendars that make no sense are refused."""

from datetime import date

import pytest

from netral.engines.deadlines.terms import Suspension, TermError, Unit, WorkCalendar
from tests.engines.deadlines.strategies import make_term


def test_a_term_without_length_is_refused() -> None:
    with pytest.raises(TermError, match="UJI has no length"):
        make_term(0, Unit.CALENDAR_DAYS)


def test_hours_cannot_be_counted_back() -> None:
    with pytest.raises(TermError, match="only be counted forward"):
        make_term(-24, Unit.HOURS)


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(TermError, match="without a working day"):
        WorkCalendar(weekend=dict.fromkeys(range(7), "libur"))


def test_a_suspension_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(TermError, match="cannot end on 2024-10-07"):
        Suspension(date(2024, 10, 8), date(2024, 10, 7), "")


def test_a_holiday_is_named_before_the_weekend() -> None:
    calendar = WorkCalendar(holidays={date(2024, 8, 17): "Hari Kemerdekaan"})

    assert calendar.reason_closed(date(2024, 8, 17)) == "Hari Kemerdekaan"
    assert calendar.reason_closed(date(2024, 8, 18)) == "Minggu"
    assert calendar.reason_closed(date(2024, 8, 19)) is None

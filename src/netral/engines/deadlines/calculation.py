"""Counting legal terms: one function for every term there is.

A term of days or months ends as its last day ends, 23:59:59 in the region's own zone; a term of hours ends to the
second. A term of calendar days that ends on a holiday is not moved: no rule that moves it has been found.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from netral.engines.deadlines.explanation import explain, warn_of_years
from netral.engines.deadlines.terms import (
    Boundary,
    Deadline,
    StartRule,
    Suspension,
    Term,
    TermError,
    Unit,
    WorkCalendar,
)

Skipped = tuple[tuple[date, str], ...]

_DAY = timedelta(days=1)
_END_OF_DAY = time(23, 59, 59)


def due(
    term: Term,
    start: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    *,
    extensions: Sequence[Term] = (),
    suspensions: Sequence[Suspension] = (),
) -> Deadline:
    """When the term that started at this moment is over, counted in the region's zone.

    Each extension runs on from where the term before it ended. Raises TermError for a start without a zone.
    """
    if start.tzinfo is None:
        raise TermError(f"term {term.code}: the start {start.isoformat()} has no time zone")
    stopped = {day: suspension.reason for suspension in suspensions for day in suspension.days()}
    began = start.astimezone(zone)
    moment = began
    skipped: Skipped = ()
    ends = []
    for part in (term, *extensions):
        moment, left_out = _run(part, moment, calendar, stopped)
        skipped += left_out
        ends.append(moment)
    return Deadline(
        due=moment,
        skipped=skipped,
        explanation=explain((term, *extensions), began, ends, skipped),
        warnings=warn_of_years((term, *extensions), began, moment, calendar),
    )


def _run(term: Term, start: datetime, calendar: WorkCalendar, stopped: Mapping[date, str]) -> tuple[datetime, Skipped]:
    if term.unit is Unit.HOURS:
        return _run_hours(term, start, stopped)
    day, skipped = _last_day(term, start.date(), calendar, stopped)
    at = time.min if term.boundary is Boundary.OPENS else _END_OF_DAY
    return datetime.combine(day, at, tzinfo=start.tzinfo), skipped


def _last_day(term: Term, event: date, calendar: WorkCalendar, stopped: Mapping[date, str]) -> tuple[date, Skipped]:
    # Counting the day of the event is the same as counting from the day beside it.
    anchor = event - _DAY * term.direction if term.start_rule is StartRule.COUNTED else event
    if term.unit is Unit.WORKING_DAYS:
        return _walk(anchor, term.length, lambda day: stopped.get(day) or calendar.reason_closed(day))
    if term.unit is Unit.CALENDAR_DAYS:
        return _walk(anchor, term.length, stopped.get)
    nominal = _add_months(anchor, term.length)
    within = tuple((day, stopped[day]) for day in sorted(stopped) if min(anchor, nominal) < day <= max(anchor, nominal))
    last, beyond = _walk(nominal, len(within) * term.direction, stopped.get)
    return last, within + beyond


def _walk(anchor: date, length: int, reason_skipped: Callable[[date], str | None]) -> tuple[date, Skipped]:
    step = _DAY if length > 0 else -_DAY
    day, left, skipped = anchor, abs(length), []
    while left:
        day += step
        reason = reason_skipped(day)
        if reason is None:
            left -= 1
        else:
            skipped.append((day, reason))
    return day, tuple(skipped)


def _add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _run_hours(term: Term, start: datetime, stopped: Mapping[date, str]) -> tuple[datetime, Skipped]:
    began = start.astimezone(UTC)
    end = began + timedelta(hours=term.length)
    skipped = []
    for day in sorted(stopped):
        opens, closes = (
            datetime.combine(edge, time.min, tzinfo=start.tzinfo).astimezone(UTC) for edge in (day, day + _DAY)
        )
        if opens < end and closes > began:
            end += closes - max(opens, began)
            skipped.append((day, stopped[day]))
    return end.astimezone(start.tzinfo), tuple(skipped)

"""The one clock of the code: every "now" comes from here, so that the demo and the tests can travel in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


class _Offset:
    """How far this process's clock stands from the machine's."""

    value = timedelta()
    started = False


def now() -> datetime:
    """Return the present moment of this process, in UTC."""
    if not _Offset.started:
        _Offset.started = True
        start: datetime | None = settings.CLOCK_STARTS_AT
        if start is not None:
            _Offset.value = start - datetime.now(UTC)
    return datetime.now(UTC) + _Offset.value


def today(zone: ZoneInfo) -> date:
    """Return the calendar day it now is in a time zone."""
    return now().astimezone(zone).date()


def travel(to: datetime) -> None:
    """Set this process's clock; time goes on running from there."""
    _Offset.started = True
    _Offset.value = to - datetime.now(UTC)


def offset() -> timedelta:
    """Return how far this process's clock stands from the machine's."""
    return _Offset.value


def is_travelling() -> bool:
    """Say whether this process's clock was moved away from the machine's."""
    return abs(now() - datetime.now(UTC)) > timedelta(minutes=1)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the clock for the length of a block, then put it back."""
    before = (_Offset.value, _Offset.started)
    travel(moment)
    try:
        yield
    finally:
        _Offset.value, _Offset.started = before

"""The one clock of the code: every "now" comes from here, so that the demo and the tests can travel in time."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from netral.engines import kept_time
from netral.engines.kept_time import RunningTime


class _Offset:
    """How far this process's clock stands from the machine's, and the kept time it runs, if it runs one."""

    value = timedelta()
    started = False
    kept: RunningTime | None = None


def now() -> datetime:
    """Return the present moment of this process, in UTC."""
    if not _Offset.started:
        _start()
    moment = datetime.now(UTC) + _Offset.value
    if _Offset.kept is not None:
        _Offset.kept.pass_by(moment)
    return moment


def today(zone: ZoneInfo) -> date:
    """Return the calendar day it now is in a time zone."""
    return now().astimezone(zone).date()


def travel(to: datetime) -> None:
    """Set this process's clock; time goes on running from there."""
    _Offset.started = True
    _Offset.value = to - datetime.now(UTC)
    _Offset.kept = None


def keep(moment: datetime) -> datetime:
    """Give this installation a time of its own that begins at a moment, unless it has one, and return its present.

    Raises OSError when it cannot be kept.
    """
    if _Offset.kept is None:
        kept_time.keep(Path(settings.CLOCK_KEPT_IN), moment)
        _Offset.started = False
    return now()


def offset() -> timedelta:
    """Return how far this process's clock stands from the machine's."""
    return _Offset.value


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the clock for the length of a block, then put it back."""
    before = (_Offset.value, _Offset.started, _Offset.kept)
    travel(moment)
    try:
        yield
    finally:
        _Offset.value, _Offset.started, _Offset.kept = before


def _start() -> None:
    """Read where the clock stands: where the environment says, else where this installation keeps it."""
    start: datetime | None = settings.CLOCK_STARTS_AT
    if start is not None:
        _Offset.value = start - datetime.now(UTC)
    elif settings.CLOCK_KEPT_IN and kept_time.is_kept(folder := Path(settings.CLOCK_KEPT_IN)):
        _Offset.kept = RunningTime(folder)
        _Offset.value = _Offset.kept.offset
        atexit.register(_Offset.kept.stop)
    # Only now: another thread that asks meanwhile would take the machine's time for ours.
    _Offset.started = True

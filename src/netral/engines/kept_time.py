"""A time of an installation's own, kept in a folder: it runs while a program runs it, and stands in between.

All programs that run it at once share one offset from the machine's clock. What is on disk is a moment that no
program has passed yet, so that the time never goes back, even when all of them were killed at once.
"""

import fcntl
import json
import os
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from netral.engines.disk import DurableFolder, locked, try_lock

# How far the moment on disk lies ahead: what a kill may cost at most, and how seldom the disk is written.
AHEAD = timedelta(minutes=1)
_FILE, _TURN, _RUNNING = "time.json", "turn.lock", "running.lock"


@dataclass(frozen=True)
class _Kept:
    """A moment that nobody has passed, and how far the time stood from the machine's when it last began to run."""

    reached: datetime
    offset: timedelta


def keep(folder: Path, moment: datetime) -> None:
    """Keep the time in this folder from now on, standing at a moment; one kept already stays. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (_TURN, _RUNNING):
        (folder / name).touch()
    with _turn(folder):
        if not is_kept(folder):
            _write(folder, _Kept(moment.astimezone(UTC), timedelta()))


def is_kept(folder: Path) -> bool:
    """Say whether a time is kept in this folder."""
    return (folder / _FILE).is_file()


def look(folder: Path) -> datetime | None:
    """Return the kept time without running it, None when none is kept. Raises OSError, ValueError."""
    if not is_kept(folder):
        return None
    with _turn(folder):
        kept = _read(folder)
        running = os.open(folder / _RUNNING, os.O_RDONLY | os.O_CLOEXEC)
        try:
            stands = try_lock(running)
        finally:
            os.close(running)
        return kept.reached if stands else datetime.now(UTC) + kept.offset


class RunningTime:
    """The kept time while this program runs it. Raises OSError, ValueError when it cannot be read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = os.open(folder / _RUNNING, os.O_RDONLY | os.O_CLOEXEC)
        with _turn(folder):
            kept = _read(folder)
            # The kernel lets go of a lock whose holder was killed.
            if try_lock(self._running):
                kept = _Kept(kept.reached + AHEAD, kept.reached - datetime.now(UTC))
                _write(folder, kept)
            # Whoever else comes waits for its turn, so nobody can slip in while the lock changes its kind.
            fcntl.flock(self._running, fcntl.LOCK_SH)
        self.offset, self._allowed = kept.offset, kept.reached

    def pass_by(self, moment: datetime) -> None:
        """Let the time be as late as this; once in a while that is written to the disk."""
        if moment < self._allowed:
            return
        self._allowed = moment + AHEAD
        # A full disk, or a folder that was taken away, must not stop a clock.
        with suppress(OSError), _turn(self._folder):
            _write(self._folder, _Kept(max(self._allowed, _read(self._folder).reached), self.offset))

    def stop(self) -> None:
        """Stop running the time; when nobody else runs it, it stands exactly where it is."""
        with suppress(OSError), _turn(self._folder):
            fcntl.flock(self._running, fcntl.LOCK_UN)
            if try_lock(self._running):
                _write(self._folder, _Kept(datetime.now(UTC) + self.offset, self.offset))
        os.close(self._running)


def _turn(folder: Path) -> AbstractContextManager[None]:
    """Hold the turn to change or read what is kept; nobody holds it for longer than one small write."""
    return locked(os.open(folder / _TURN, os.O_RDONLY | os.O_CLOEXEC))


def _read(folder: Path) -> _Kept:
    place = folder / _FILE
    try:
        found = json.loads(place.read_text())
        return _Kept(datetime.fromisoformat(found["reached"]), timedelta(seconds=found["offset_s"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{place} holds no time: take it away, and the demo keeps a new one.") from error


def _write(folder: Path, kept: _Kept) -> None:
    content = {"reached": kept.reached.isoformat(), "offset_s": kept.offset.total_seconds()}
    durable = DurableFolder(folder)
    durable.write([(_FILE, json.dumps(content).encode())])
    durable.settle()

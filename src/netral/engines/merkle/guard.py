"""One writer at a time in the folder of a log, and a note of how far it was published and whether it closed well."""

import os
import re
import weakref
from pathlib import Path

from netral.engines.disk import flush, try_lock

GUARD = ".writer"
_STATE = re.compile(rb"(open|closed) (\d{20})\n")


class WritingRefused(Exception):
    """A log cannot be written as asked; nothing that was published is lost."""


class LogLocked(WritingRefused):
    """Another program is writing the log."""


class Guard:
    """The lock on a log, held until it is released or the program ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            LogLocked: another writer holds it.
        """
        self._folder = folder
        descriptor = os.open(folder / GUARD, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._close = weakref.finalize(self, os.close, descriptor)
        self._descriptor = descriptor
        if not try_lock(descriptor):
            self._close()
            raise LogLocked(
                f"another program is writing the log in {folder}; wait until it is done, or stop it, and try again"
            )
        state = _STATE.fullmatch(os.pread(descriptor, 64, 0))
        self.known = state is not None
        self.closed_well = state is not None and state[1] == b"closed"
        self.published = int(state[2]) if state else 0

    def begin(self) -> None:
        """Note on disk that something may soon lie beyond the checkpoint."""
        if self.closed_well or not self.known:
            self.mark(closed=False, published=self.published)

    def mark(self, *, closed: bool, published: int) -> None:
        """Note on disk how far the log is published, and whether anything may lie beyond."""
        text = b"%s %020d\n" % (b"closed" if closed else b"open", published)
        os.pwrite(self._descriptor, text, 0)
        os.ftruncate(self._descriptor, len(text))
        os.fsync(self._descriptor)
        if not self.known:
            flush(self._folder)
        self.known, self.closed_well, self.published = True, closed, published

    def release(self) -> None:
        """Let another writer in."""
        self._close()

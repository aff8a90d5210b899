"""The database under the programs of a running Netral: awaited, and brought back when it was killed."""

import os
import select
import threading
import time

from netral.config.cluster import control, server
from netral.config.cluster.connection import obstacle
from netral.config.cluster.location import is_external
from netral.config.cluster.throttled_log import OFTEN_SECONDS, ThrottledLog
from netral.config.errors import NetralError

PAUSE_SECONDS = 1.0


class DatabaseWatcher:
    """Sees the end of the embedded server, without asking it anything, and starts it again.

    A server of one's own is left to whoever runs it: it is awaited.
    """

    def __init__(self, *, revives: bool) -> None:
        self._log = ThrottledLog()
        self._revives = revives and not is_external()
        # Readable when the server ends; None while there is none to watch.
        self.ending: int | None = None
        self.due = 0.0 if self._revives else float("inf")

    def answers(self) -> bool:
        """Whether the web role gets in; why not is told."""
        reason = obstacle("web")
        if reason:
            words = f"Waiting for the database, which does not let anybody in: {reason}. `netral database start` helps."
            self._log.write("database", words, OFTEN_SECONDS)
        return reason is None

    def wait(self, until: threading.Event) -> bool:
        """Wait until the database answers; False when it is time to end before."""
        while not until.is_set():
            self.look()
            if self.answers():
                return True
            until.wait(PAUSE_SECONDS)
        return False

    def look(self) -> None:
        """Start the server again when it was killed; one that was stopped on purpose stays so."""
        if not self._revives or (self.ending is not None and not _is_readable(self.ending)):
            return
        self.close()
        self.due = time.monotonic() + PAUSE_SECONDS
        try:
            runs = self._revived()
        except (NetralError, OSError) as error:
            self._log.write("server", f"The database cannot be started again: {error}")
            return
        if not runs:
            self._log.write("server", "The database was stopped: `netral database start` starts it again.")

    def close(self) -> None:
        """Look at the server no more."""
        if self.ending is not None:
            os.close(self.ending)
            self.ending = None

    def _revived(self) -> bool:
        if server.postmaster_pid() is None:
            if not control.revive():
                return False
            self._log.write("revived", "The database had ended and was started again.")
        pid = server.postmaster_pid()
        try:
            self.ending = None if pid is None else os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        self.due = float("inf") if self.ending is not None else self.due
        return True


def _is_readable(descriptor: int) -> bool:
    return bool(select.select([descriptor], [], [], 0)[0])

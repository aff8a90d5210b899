"""One demo at a time lives in a database: a second would take the first, half told, for an interrupted one."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from netral.config import paths
from netral.config.cluster.location import database_name
from netral.config.errors import NetralError


@contextmanager
def alone() -> Iterator[None]:
    """Be the demo of this database until the block or the process ends.

    Raises:
        NetralError: another demo is.
    """
    place = paths.owned_state() / f"demo-{database_name()}.lock"
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 20, 0).decode() or "unknown"
            raise NetralError(
                f"A demo runs here already (process {holder}). Look at that one, end it with Ctrl-C, or let this one "
                "live in a database of its own: NETRAL_DATABASE=another make demo PORT=8100."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)

"""One Netral process at a time changes the database server."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netral.config import paths
from netral.config.errors import ClusterError
from netral.engines.disk import try_lock

PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 0.1


@contextmanager
def exclusive() -> Iterator[None]:
    """Hold the lock of this clone's database; raise ClusterError when another process keeps it for too long.

    The kernel lets go of the lock when its holder dies, so none is ever stale.
    """
    place = paths.owned_state() / "database.lock"
    try:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ClusterError(f"{place} cannot be written: {error.strerror}.") from error
    try:
        _acquire(descriptor, place)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, place: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not try_lock(descriptor):
        if time.monotonic() > deadline:
            holder = os.pread(descriptor, 20, 0).decode() or "unknown"
            raise ClusterError(
                f"Process {holder} has been working on the database for {PATIENCE_SECONDS:.0f} s "
                f"and holds {place}: wait for it, or end it, and run this again."
            )
        time.sleep(PAUSE_SECONDS)

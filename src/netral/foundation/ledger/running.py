"""The sequencer as a program: what is committed stands in a published checkpoint within a second."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, close_old_connections

from netral.foundation.ledger.models import Waiting
from netral.foundation.ledger.sequencing import sequence_pending

# Looking at a table that is nearly always empty costs nothing. NOTIFY would wake this at once, but PostgreSQL lets only
# one transaction that notified commit at a time, so that every action of the house would wait for every other.
_PAUSE_SECONDS = 0.2
# Even with nothing waiting, another run may have ended between its commit and its publishing.
_LOOK_OVER_SECONDS = 10.0
_PATIENCE_SECONDS = 2.0

log = logging.getLogger(__name__)


def run(stop: threading.Event, tell: Callable[[int], None] = lambda appended: None) -> None:
    """Sequence what waits until told to stop, telling how many events each time; a database that is away is awaited.

    Raises:
        LogRefused: what was published and what the database holds are not one history; nothing was signed.
    """
    looked_over = float("-inf")
    while not stop.is_set():
        try:
            close_old_connections()
            if (due := time.monotonic() > looked_over + _LOOK_OVER_SECONDS) or Waiting.objects.exists():
                looked_over = time.monotonic() if due else looked_over
                if appended := sequence_pending():
                    tell(appended)
            stop.wait(_PAUSE_SECONDS)
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is away, the sequencer waits: %s", error)
            stop.wait(_PATIENCE_SECONDS)

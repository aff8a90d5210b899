"""The sequencer as a program: what is committed stands in a published checkpoint within a second."""

import logging
import threading
import time

from django.db import InterfaceError, OperationalError, close_old_connections

from netral.foundation.ledger.models import Waiting
from netral.foundation.ledger.sequencer import sequence_pending

# Looking at a table that is nearly always empty costs nothing. NOTIFY would wake this at once, but PostgreSQL lets only
# one transaction that notified commit at a time, so that every action of the house would wait for every other.
_PAUSE_SECONDS = 0.2
# Even with nothing waiting, another run may have ended between its commit and its publishing.
_LOOK_OVER_SECONDS = 10.0
_PATIENCE_SECONDS = 2.0

log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Sequence what waits until told to stop; a database that is away, or a disk that is full, is awaited.

    Raises:
        LogRefused: what was published and what the database holds are not one history; nothing was signed.
    """
    due = time.monotonic()
    while not stop.is_set():
        try:
            close_old_connections()
            if time.monotonic() >= due or Waiting.objects.exists():
                sequence_pending()
                due = time.monotonic() + _LOOK_OVER_SECONDS
            stop.wait(_PAUSE_SECONDS)
        except (OperationalError, InterfaceError, OSError) as error:
            log.warning("nothing is sequenced for now, it is tried again: %s", error)
            stop.wait(_PATIENCE_SECONDS)

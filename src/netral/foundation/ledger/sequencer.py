"""The sequencer gives every committed event its place in the public log, signs the new tree head and publishes it.

As a program it does so within a second of the commit.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from netral.engines.merkle.note import TreeHead, sign
from netral.engines.merkle.tree import Frontier
from netral.foundation.ledger import folder
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identity import signing_key
from netral.foundation.ledger.models import Checkpoint, Waiting

# Only one sequencer at a time may give out positions; the number is arbitrary but must stay the same.
_SEQUENCER_LOCK = 7_310_114
_BATCH = 20_000

# What waits gets its places inside the database: identifiers need not travel there and back.
_PLACE = """
WITH taken AS (
  DELETE FROM ledger_waiting
  WHERE event_id IN (SELECT event_id FROM ledger_waiting ORDER BY event_id LIMIT %(limit)s)
  RETURNING event_id, commitment
)
INSERT INTO ledger_leaf (position, event_id, commitment)
SELECT %(size)s + row_number() OVER (ORDER BY event_id) - 1, event_id, commitment FROM taken
RETURNING position, commitment
"""


def sequence_pending() -> int:
    """Append every committed event that has no place yet, publish the new checkpoint, and return how many there were.

    Raises:
        LogRefused: what was published and what the database holds are not one history; nothing was signed.
    """
    appended = 0
    with folder.held():
        folder.check()
        # What an earlier run committed but could not publish any more.
        folder.follow()
        while batch := _append_batch():
            appended += batch
            folder.follow()
    return appended


def _append_batch() -> int:
    # Durable: inside another transaction the folder could publish what is rolled back later.
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEQUENCER_LOCK])
        last = Checkpoint.objects.order_by("-size").first()
        frontier = Frontier.restore(last.size, bytes(last.frontier)) if last else Frontier()
        cursor.execute(_PLACE, {"limit": _BATCH, "size": frontier.size})
        placed = sorted(cursor.fetchall())
        if not placed:
            return 0
        frontier.extend(bytes(commitment) for _, commitment in placed)
        note = sign(TreeHead(settings.LEDGER_ORIGIN, frontier.size, frontier.root()), signing_key())
        Checkpoint.objects.create(size=frontier.size, frontier=frontier.edge(), note=note, signed_at=now())
    return len(placed)


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
            log.warning("nothing could be sequenced; it is tried again: %s", error)
            stop.wait(_PATIENCE_SECONDS)

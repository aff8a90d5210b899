"""The sequencer: gives every committed event its place in the public log, signs the new tree head and publishes it."""

from django.conf import settings
from django.db import connection, transaction

from netral.engines.merkle.note import TreeHead, sign
from netral.engines.merkle.tree import Frontier
from netral.foundation.ledger import folder
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identity import signing_key
from netral.foundation.ledger.models import Checkpoint

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

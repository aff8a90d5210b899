"""The sequencer: gives every committed event its place in the public log and signs the new tree head."""

from django.conf import settings
from django.db import connection, transaction
from nacl.signing import SigningKey

from netral.engines.merkle.note import TreeHead, sign
from netral.engines.merkle.tree import Frontier
from netral.foundation.ledger.models import Checkpoint, Event, Leaf
from netral.foundation.ledger.witness import remember

# Only one sequencer at a time may give out positions; the number is arbitrary but must stay the same.
_SEQUENCER_LOCK = 7_310_114
_BATCH = 5_000


def signing_key() -> SigningKey:
    """Return the log's Ed25519 key."""
    return SigningKey(settings.LEDGER_KEY)


def sequence_pending() -> int:
    """Append every committed event that has no place yet, and return how many there were."""
    appended = 0
    while batch := _append_batch():
        appended += batch
    return appended


def _append_batch() -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEQUENCER_LOCK])
        waiting = list(
            Event.objects.extra(where=["NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.event_id = ledger_event.id)"])
            .order_by("at", "id")
            .values_list("id", "commitment")[:_BATCH]
        )
        if not waiting:
            return 0
        last = Checkpoint.objects.order_by("-size").first()
        frontier = Frontier.restore(last.size, bytes(last.frontier)) if last else Frontier()
        Leaf.objects.bulk_create(
            Leaf(position=frontier.size + place, event_id=event_id, commitment=commitment)
            for place, (event_id, commitment) in enumerate(waiting)
        )
        frontier.extend(bytes(commitment) for _, commitment in waiting)
        note = sign(TreeHead(settings.LEDGER_ORIGIN, frontier.size, frontier.root()), signing_key())
        Checkpoint.objects.create(size=frontier.size, frontier=frontier.edge(), note=note)
        transaction.on_commit(lambda: remember(note))
    return len(waiting)

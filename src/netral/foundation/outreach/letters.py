"""Letters with personal links, written by jobs in batches, because a call reaches thousands."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet

from netral.foundation.ledger.actors import Actor
from netral.foundation.notices.actions import Letter, notify_many

BATCH = 500


def write_owed(invitations: QuerySet[Any], letter: Callable[[Any], Letter], by: Actor) -> int:
    """Write the next letters owed; return how many, zero when none is left.

    Each invitation says as `owed` how many letters it should have had by now. The key of a letter holds that number,
    so that none goes out twice.
    """
    batch = list(invitations.filter(letters__lt=F("owed")).order_by("pk")[:BATCH])
    notify_many(letters=[letter(each) for each in batch], by=by)
    for owed in {each.owed for each in batch}:
        written = [each.pk for each in batch if each.owed == owed]
        invitations.model._default_manager.filter(pk__in=written).update(letters=owed)
    return len(batch)

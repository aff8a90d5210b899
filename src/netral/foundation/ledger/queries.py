"""Where events stand in the public log, and how the log stands before its witnesses."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from netral.foundation.ledger.models import Checkpoint, Cosignature, Event, Leaf, Waiting

# The newest checkpoints are the ones that most witnesses saw; there is no need to look at all of years.
_LOOKED_AT = 1_000


def place_of(event_id: UUID) -> int | None:
    """Return the position of an event in the log, counted from 0, or None while it has none."""
    return Leaf.objects.filter(event_id=event_id).values_list("position", flat=True).first()


def recorded(event_id: UUID) -> Event | None:
    """Return an event, or None when none has this identifier."""
    return Event.objects.filter(pk=event_id).first()


def waiting() -> int:
    """Return how many committed events have no place yet."""
    return Waiting.objects.count()


def signed_at_size(size: int) -> str | None:
    """Return the checkpoint that was signed for a size, if one was."""
    return Checkpoint.objects.filter(size=size).values_list("note", flat=True).first()


def signed_at(size: int) -> datetime | None:
    """Return when the checkpoint of a size was signed, as far as it is known."""
    return Checkpoint.objects.filter(size=size).values_list("signed_at", flat=True).first()


def cosigned_sizes(names: Iterable[str], above: int, up_to: int) -> list[tuple[int, int]]:
    """Return the sizes above one and up to another that named witnesses cosigned, each with how many did."""
    counts: dict[int, int] = {}
    found = Cosignature.objects.filter(witness__in=list(names), size__gt=above, size__lte=up_to)
    for size in found.order_by("-size").values_list("size", flat=True)[:_LOOKED_AT]:
        counts[size] = counts.get(size, 0) + 1
    return list(counts.items())


def lines_at(size: int, names: Iterable[str]) -> list[str]:
    """Return the lines of named witnesses under the checkpoint of a size."""
    found = Cosignature.objects.filter(size=size, witness__in=list(names)).order_by("witness")
    return list(found.values_list("line", flat=True))


def last_cosigned(name: str) -> Cosignature | None:
    """Return the newest line of a witness."""
    return Cosignature.objects.filter(witness=name).order_by("-size").first()

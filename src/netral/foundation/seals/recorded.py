"""Where the public ledger says that documents were sealed: the place, and the signed tree that holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from netral.foundation.ledger.models import Checkpoint, Event, Leaf
from netral.foundation.seals.events import DOCUMENT_SEALED
from netral.foundation.seals.models import SealedDocument


@dataclass(frozen=True)
class Recorded:
    """The sealing of one document as the ledger has it; `position` and `size` are none while it waits for its place.

    Positions count from 0; `size` is that of the newest signed tree, which covers the position.
    """

    event_id: UUID
    at: datetime
    position: int | None = None
    size: int | None = None

    @property
    def waits(self) -> bool:
        """Whether the event has no place yet."""
        return self.position is None

    @property
    def number(self) -> int | None:
        """The place as people count, from 1."""
        return None if self.position is None else self.position + 1


def recorded(document: SealedDocument) -> Recorded | None:
    """Return what the ledger says of a document; none when it never heard of this file."""
    event = sealing_events([document]).get(str(document.pk))
    if event is None:
        return None
    leaf = Leaf.objects.filter(event_id=event.pk).first()
    size = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
    if leaf is None or size is None or size <= leaf.position:
        return Recorded(event.pk, event.at)
    return Recorded(event.pk, event.at, leaf.position, size)


def sealing_events(documents: Iterable[SealedDocument]) -> dict[str, Event]:
    """Return the events of sealing by the documents' identifiers, as far as they name the same file."""
    digests = {str(document.pk): document.sha256 for document in documents}
    found = Event.objects.filter(
        kind=DOCUMENT_SEALED.code, subject_type=SealedDocument._meta.label_lower, subject_id__in=digests
    )
    return {event.subject_id: event for event in found if event.data.get("sha256") == digests[event.subject_id]}

"""Where the public ledger says that documents were sealed: the place, the signed tree that holds it, its witnesses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from netral.engines.merkle.cosignatures import cosigned_by
from netral.engines.merkle.note import head_of
from netral.foundation.ledger.identity import witnesses
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.queries import place_of
from netral.foundation.ledger.witnesses import best_witnessed
from netral.foundation.seals.events import DOCUMENT_SEALED
from netral.foundation.seals.models import SealedDocument


@dataclass(frozen=True)
class Recorded:
    """The sealing of one document as the ledger has it; `position` and `size` are none while it waits for its place.

    Positions count from 0; `size` is that of a signed and published tree that holds the position.
    """

    event_id: UUID
    at: datetime
    position: int | None = None
    size: int | None = None
    witnesses: int = 0
    witnessed_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether no published tree holds the event yet."""
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
    place = place_of(event.pk)
    note = best_witnessed(place) if place is not None else None
    if note is None:
        return Recorded(event.pk, event.at)
    times = cosigned_by(note, witnesses())
    return Recorded(event.pk, event.at, place, head_of(note).size, len(times), max(times.values(), default=None))


def sealing_events(documents: Iterable[SealedDocument]) -> dict[str, Event]:
    """Return the events of sealing by the documents' identifiers, as far as they name the same file."""
    digests = {str(document.pk): document.sha256 for document in documents}
    found = Event.objects.filter(
        kind=DOCUMENT_SEALED.code, subject_type=SealedDocument._meta.label_lower, subject_id__in=digests
    )
    return {event.subject_id: event for event in found if event.data.get("sha256") == digests[event.subject_id]}

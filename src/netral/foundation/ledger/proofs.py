"""Proof files: what was recorded, where it stands in the log, and who saw that log, for anyone to check offline."""

from uuid import UUID

from netral.engines.merkle.note import head_of
from netral.engines.merkle.tiles import Missing, TiledTree
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.ledger import folder
from netral.foundation.ledger.canonical import Opening
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.queries import place_of, recorded
from netral.foundation.ledger.witnesses import best_witnessed, served_checkpoint


class NoProof(LookupError):
    """There is no proof of an event."""


class NotYetPlaced(NoProof):
    """The event is committed, but no published checkpoint holds it yet."""


def proof_of(event_id: UUID) -> TlogProof:
    """Return the proof of an event, with its opening: salt and event stand in the file for everyone to read.

    Raises:
        NotYetPlaced: no published checkpoint holds it yet.
        NoProof: there is no such event, or its salt was erased with the personal data it held.
    """
    event = recorded(event_id)
    if event is None:
        raise NoProof(f"there is no event {event_id}")
    opening = opening_of(event)
    place = place_of(event_id)
    note = best_witnessed(place) if place is not None else None
    if place is None or note is None:
        raise NotYetPlaced(f"event {event_id} stands in no published checkpoint yet; it will within a second or two")
    try:
        return _proof(place, note, opening)
    except Missing:
        # A folder written anew has no partial tiles of earlier checkpoints; the newest is always whole.
        return _proof(place, served_checkpoint() or note, opening)


def opening_of(event: Event) -> Opening:
    """Return salt and event, which together give the commitment that the log holds.

    Raises:
        NoProof: the salt is gone.
    """
    if event.salt is None:
        raise NoProof(
            f"what event {event.pk} ({event.kind}) said was erased with its salt: the log still holds its place, but "
            "nobody can prove any more what stood there"
        )
    return Opening(bytes(event.salt), event.body())


def _proof(place: int, note: str, opening: Opening) -> TlogProof:
    hashes = TiledTree(folder.source(), head_of(note)).inclusion_proof(place)
    return TlogProof(index=place, hashes=tuple(hashes), checkpoint=note, extra=opening.to_bytes())

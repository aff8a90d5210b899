"""Storing, handing out and removing files."""

from collections.abc import Sequence

from netral.foundation.files import storage
from netral.foundation.files.capacity import full_disk_told, within_room
from netral.foundation.files.domain import purposes
from netral.foundation.files.events import FILE_OPENED, FILE_REMOVED, FILE_STORED
from netral.foundation.files.models import StoredFile
from netral.foundation.files.receiving import Reception, Upload
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record


@action
def store_file(
    *, upload: Upload, purpose: str, scopes: Sequence[str], acknowledged: bool = False, by: Actor
) -> StoredFile:
    """Store an upload encrypted, visible to the given scopes.

    What was acknowledged before may use the last of the disk.

    Raises:
        FileRefused: it is empty, too large, of a kind not accepted for the purpose, or its name is too long.
        StoreFull: there is no room for it.
    """
    reception = Reception(upload, purposes()[purpose])
    ident = uuid7()
    pieces = reception if acknowledged else within_room(reception)
    with full_disk_told():
        written = storage.write(pieces, ident=ident, model=StoredFile)
    stored = StoredFile.objects.create(
        id=ident,
        scopes=list(scopes),
        purpose=purpose,
        name=reception.name,
        media_type=reception.type.media_type,
        size=written.size,
        sha256=written.sha256,
        path=written.path,
        wrapped_key=written.wrapped_key,
        uploaded_at=now(),
    )
    facts = {"purpose": purpose, "media_type": stored.media_type, "size": stored.size, "sha256": stored.sha256}
    record(FILE_STORED, subject=stored, by=by, data=facts)
    return stored


@action
def note_download(*, stored: StoredFile, by: Actor) -> None:
    """Record that somebody took a copy, so that a leak can be followed back."""
    record(FILE_OPENED, subject=stored, by=by)


@action
def remove_file(*, stored: StoredFile, reason: str, by: Actor) -> None:
    """Remove a file for good, row and content, for instance when its time of keeping has run out."""
    record(FILE_REMOVED, subject=stored, by=by, data={"reason": reason, "sha256": stored.sha256})
    storage.remove_on_commit(stored.path)
    stored.delete()

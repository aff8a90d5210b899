"""Storing, handing out and removing files."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from netral.engines.metadata.removal import Cleaned
from netral.foundation.files import storage
from netral.foundation.files.capacity import full_disk_told, within_room
from netral.foundation.files.copies import ask_for_copy
from netral.foundation.files.domain import TYPES, purposes
from netral.foundation.files.events import (
    FILE_COPIED,
    FILE_NOT_COPIED,
    FILE_OPENED,
    FILE_REMOVED,
    FILE_STORED,
    ORIGINAL_OPENED,
)
from netral.foundation.files.intake import Reception, Upload
from netral.foundation.files.models import CirculatingCopy, StoredFile
from netral.foundation.files.names import stored_name
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.rehearsal import end_rehearsal


@action
def store_file(
    *, upload: Upload, purpose: str, scopes: Sequence[str], acknowledged: bool = False, by: Actor
) -> StoredFile:
    """Store an upload encrypted, visible to the given scopes.

    What was acknowledged before may use the last of the disk.

    Raises:
        FileRefused: it is empty, too large or of a kind not accepted for the purpose.
        StoreFull: there is no room for it.
    """
    end_rehearsal()
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
        claimed=reception.claimed,
        media_type=reception.type.media_type,
        size=written.size,
        sha256=written.sha256,
        path=written.path,
        wrapped_key=written.wrapped_key,
        uploaded_at=now(),
    )
    facts = {"purpose": purpose, "media_type": stored.media_type, "size": stored.size, "sha256": stored.sha256}
    record(FILE_STORED, subject=stored, by=by, data=facts)
    ask_for_copy(stored)
    return stored


@action
def keep_copy(*, stored: StoredFile, cleaned: Cleaned, by: Actor) -> CirculatingCopy:
    """Keep the copy of a file that circulates from now on, encrypted like the file itself.

    Raises:
        IntegrityError: the file has a copy already.
    """
    ident = uuid7()
    kind = TYPES[cleaned.kind]
    written = storage.write([cleaned.content], ident=ident, model=CirculatingCopy)
    copy = CirculatingCopy.objects.create(
        id=ident,
        scopes=stored.scopes,
        original=stored,
        name=stored_name(stored.name, kind, _("tanpa nama")),
        media_type=kind.media_type,
        size=written.size,
        sha256=written.sha256,
        path=written.path,
        wrapped_key=written.wrapped_key,
        made_at=now(),
    )
    facts = {"sha256": copy.sha256, "media_type": copy.media_type, "original": stored.pk, "of": stored.sha256}
    record(FILE_COPIED, subject=copy, by=by, data=facts)
    return copy


@action
def give_up_copy(*, stored: StoredFile, failure: str, by: Actor) -> CirculatingCopy:
    """Note why a file has no copy; readers are told so and are never handed the original in its place.

    Raises:
        IntegrityError: the file has a copy already.
    """
    copy = CirculatingCopy.objects.create(
        scopes=stored.scopes,
        original=stored,
        failure=failure,
        name=stored.name,
        media_type=stored.media_type,
        made_at=now(),
    )
    facts = {"failure": failure, "original": stored.pk, "of": stored.sha256}
    record(FILE_NOT_COPIED, subject=copy, by=by, data=facts)
    return copy


@action
def note_download(*, stored: StoredFile, by: Actor) -> None:
    """Record that somebody downloaded what circulates of a file, so that a leak can be followed back."""
    record(FILE_OPENED, subject=stored, by=by)


@action
def open_original(*, stored: StoredFile, reason: str, by: Actor) -> None:
    """Record that somebody opened a file as it was sent, metadata and all, and why."""
    record(ORIGINAL_OPENED, subject=stored, by=by, data={"reason": reason, "sha256": stored.sha256})


@action
def remove_file(*, stored: StoredFile, reason: str, by: Actor) -> None:
    """Remove a file for good, row and content, for instance when its time of keeping has run out."""
    record(FILE_REMOVED, subject=stored, by=by, data={"reason": reason, "sha256": stored.sha256})
    for copy in CirculatingCopy.objects.filter(original=stored):
        if copy.path:
            storage.remove_on_commit(copy.path)
        copy.delete()
    storage.remove_on_commit(stored.path)
    stored.delete()

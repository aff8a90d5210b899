"""Which files circulate as a copy without metadata, and the job that makes it after the upload."""

from procrastinate.contrib.django import app

from netral.engines.metadata.removal import CLEANABLE
from netral.foundation.files.domain import TYPES, purposes
from netral.foundation.files.models import StoredFile

COPY_TASK = "files.copy"


def kind_of(media_type: str) -> str:
    """Return the code of a media type; empty for one no longer accepted."""
    return next((kind.code for kind in TYPES.values() if kind.media_type == media_type), "")


def circulates(stored: StoredFile) -> bool:
    """Say whether a file goes from hand to hand, so that it must not carry its maker's traces."""
    purpose = purposes().get(stored.purpose)
    return purpose is not None and purpose.copied


def is_copied(stored: StoredFile) -> bool:
    """Say whether readers are handed a copy; sound, video and plain text circulate as they were sent."""
    return circulates(stored) and kind_of(stored.media_type) in CLEANABLE


def ask_for_copy(stored: StoredFile) -> None:
    """Let the worker make the copy once the running transaction commits; the sender does not wait for it."""
    if is_copied(stored):
        app.configure_task(COPY_TASK).defer(file_id=str(stored.pk))

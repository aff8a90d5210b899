"""Where documents sealed by the thousand lie: in segments beside the skeletons that complete them, all under one key.

A record is on the disk before its row is committed. A transaction that is rolled back, or a crash between the two,
therefore leaves records that no row points to. They are harmless, because nobody was told their codes; `kept` counts
them. A row without its record cannot come about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from netral.engines.seal.pdf_template.template_signer import Pressed
from netral.engines.seal.pdf_template.templates import MalformedBody
from netral.engines.seal.record_store.frames import SegmentError
from netral.engines.seal.segments import Place
from netral.engines.seal.store import SealedStore
from netral.foundation.files import storage
from netral.foundation.files.storage import StorageBroken
from netral.foundation.seals.models import SealedDocument

FOLDER = "sealed"


@dataclass(frozen=True)
class Kept:
    """How many records the segments hold, and how many of them belong to no document."""

    records: int
    loose: int


def store() -> SealedStore:
    """Return the store of this installation, opened once per process."""
    return _store(storage.folder_for(FOLDER), storage.key_for("sealed documents"))


def keep(printed: Sequence[Pressed]) -> list[Place]:
    """Put documents on the disk for good; returns where each lies; raises StorageBroken."""
    try:
        storage.make_folder(storage.folder_for(FOLDER))
        return store().append(printed)
    except (SegmentError, OSError) as error:
        raise StorageBroken(f"Sealed documents cannot be written: {error}") from error


def read(segment: str, offset: int) -> bytes:
    """Return the whole PDF of a record; raises StorageBroken."""
    try:
        return store().read(Place(segment, offset))
    except (SegmentError, MalformedBody, OSError) as error:
        raise StorageBroken(f"Sealed document at {offset} of {segment} cannot be read: {error}") from error


def kept() -> Kept:
    """Count the records of all segments and those that belong to no document; for a reader of every row.

    While documents are being sealed, those not committed yet count as loose.
    """
    records = loose = 0
    reader = store().reader
    for name in reader.segments():
        there = {place.offset for place in reader.places(name)}
        owned = set(SealedDocument.objects.filter(segment=name).values_list("offset", flat=True))
        records += len(there)
        loose += len(there - owned)
    return Kept(records, loose)


@lru_cache(maxsize=4)
def _store(folder: Path, key: bytes) -> SealedStore:
    return SealedStore(folder, key)

"""Content of a draft's files on the disk, each encrypted with a key of its own."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from netral.engines.vault import stream
from netral.foundation.files.storage import create_file, make_folder

PIECE = 256 * 1024


def write(place: UUID, key: bytes, content: Iterable[bytes]) -> tuple[str, int]:
    """Encrypt content into its place, and return its SHA-256 and how many bytes it has."""
    digest, size = hashlib.sha256(), 0

    def measured() -> Iterator[bytes]:
        nonlocal size
        for piece in content:
            digest.update(piece)
            size += len(piece)
            yield piece

    path = _path(place)
    make_folder(path.parent)
    with create_file(path) as file:
        file.writelines(stream.encrypt(measured(), _file_key(key, place), place.bytes))
    return digest.hexdigest(), size


def read(place: UUID, key: bytes) -> Iterator[bytes]:
    """Decrypt the content of a place, piece by piece."""
    return stream.decrypt(_pieces(_path(place)), _file_key(key, place), place.bytes)


def unlink(places: Iterable[UUID]) -> None:
    """Remove the content of some places; one that is gone already is no matter."""
    for place in places:
        _path(place).unlink(missing_ok=True)


def _file_key(key: bytes, place: UUID) -> bytes:
    return hashlib.blake2b(place.bytes, digest_size=stream.KEY_BYTES, key=key, person=b"draft-file").digest()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _path(place: UUID) -> Path:
    return Path(settings.NETRAL_STORE) / "drafts" / place.hex

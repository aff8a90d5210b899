"""Reading stored files, and checking that all of them are still what was uploaded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied

from netral.foundation.files import storage
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.scoping import elevated
from netral.foundation.ledger.actors import Actor


@dataclass(frozen=True)
class FileCheck:
    """What became of one stored file; `broken` covers files that are missing, cut off or changed."""

    id: UUID
    result: Literal["intact", "broken", "different"]
    detail: str = ""


def open_file(stored: StoredFile, by: Actor) -> Iterator[bytes]:
    """Decrypt a file for a reader in whose scope it lies.

    Raises:
        PermissionDenied: the file belongs to other institutions.
        StorageBroken: the content is missing or was changed; raised while reading.
    """
    if not StoredFile.objects.visible_to(by).filter(pk=stored.pk).exists():
        raise PermissionDenied("this file belongs to other institutions")
    return content_of(stored)


def content_of(stored: StoredFile) -> Iterator[bytes]:
    """Decrypt a file for a caller that checked another key itself, such as a receipt code.

    Raises:
        StorageBroken: the content is missing or was changed; raised while reading.
    """
    return storage.read(stored.path, bytes(stored.wrapped_key), stored.pk)


def check_files() -> Iterator[FileCheck]:
    """Decrypt every stored file and compare it with the SHA-256 kept when it was uploaded."""
    with elevated("checking that every stored file is intact"):
        for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=200):
            yield check_file(stored)


def check_file(stored: StoredFile) -> FileCheck:
    """Decrypt one stored file and compare it with the SHA-256 kept when it was uploaded."""
    digest = hashlib.sha256()
    try:
        for chunk in content_of(stored):
            digest.update(chunk)
    except storage.StorageBroken as error:
        return FileCheck(stored.pk, "broken", str(error))
    if digest.hexdigest() != stored.sha256:
        return FileCheck(stored.pk, "different", f"SHA-256 is {digest.hexdigest()}, was {stored.sha256}")
    return FileCheck(stored.pk, "intact")

"""Reading stored files, and checking that all of them are still what was uploaded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from netral.engines.metadata.removal import CLEANABLE
from netral.foundation.files import storage
from netral.foundation.files.access import may_open
from netral.foundation.files.domain import TYPES, purposes
from netral.foundation.files.models import CirculatingCopy, StoredFile
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor


@dataclass(frozen=True)
class FileCheck:
    """What became of one stored file; `broken` covers files that are missing, cut off or changed."""

    id: UUID
    result: Literal["intact", "broken", "different"]
    detail: str = ""


def open_file(stored: StoredFile, by: Actor) -> Iterator[bytes]:
    """Decrypt a file for a reader who may open it.

    Raises:
        PermissionDenied: she lacks the permission, or does not see what the file belongs to.
        StorageBroken: the content is missing or was changed; raised while reading.
    """
    check_may_open(stored, by)
    return content_of(stored)


def check_may_open(stored: StoredFile, by: Actor) -> None:
    """Pass when an actor may open a file.

    Raises:
        PermissionDenied: she lacks the permission, or does not see what the file belongs to.
    """
    if not may_open(stored, by):
        raise PermissionDenied(_("Peran Anda tidak membuka berkas ini."))


def content_of(stored: StoredFile | CirculatingCopy) -> Iterator[bytes]:
    """Decrypt a file for a caller that checked another key itself, such as a receipt code.

    Raises:
        StorageBroken: the content is missing or was changed; raised while reading.
    """
    return storage.read(stored.path, bytes(stored.wrapped_key), stored.pk)


def check_files() -> Iterator[FileCheck]:
    """Decrypt every stored file and every copy, and compare it with the SHA-256 kept when it was written."""
    with elevated("checking that every stored file is intact"):
        for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=200):
            yield check_file(stored)
        for copy in CirculatingCopy.objects.filter(failure="").order_by("pk").iterator(chunk_size=200):
            yield check_file(copy)


def check_file(stored: StoredFile | CirculatingCopy) -> FileCheck:
    """Decrypt one stored file or copy and compare it with the SHA-256 kept when it was written."""
    digest = hashlib.sha256()
    try:
        for chunk in content_of(stored):
            digest.update(chunk)
    except storage.StorageBroken as error:
        return FileCheck(stored.pk, "broken", str(error))
    if digest.hexdigest() != stored.sha256:
        return FileCheck(stored.pk, "different", f"SHA-256 is {digest.hexdigest()}, was {stored.sha256}")
    return FileCheck(stored.pk, "intact")


def copy_of(stored: StoredFile) -> CirculatingCopy | None:
    """Return what circulates of a file; None while its copy is being made."""
    return CirculatingCopy.objects.filter(original=stored).first()


def waiting_for_copies() -> QuerySet[StoredFile]:
    """Return the files whose copies still have to be made, the oldest first."""
    copied = [purpose.code for purpose in purposes().values() if purpose.copied]
    kinds = [TYPES[code].media_type for code in CLEANABLE]
    return StoredFile.objects.filter(purpose__in=copied, media_type__in=kinds, copy=None)

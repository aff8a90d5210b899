"""Encrypted files on disk: written to a temporary place, synced, then moved to where they stay.

Every file leaves a mark in `pending/` until the transaction that wrote it commits. A mark that outlives its
transaction by an hour tells `sweep` that the file may have lost its row.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.db import transaction

from netral.engines.disk import flush
from netral.engines.vault import stream
from netral.engines.vault.keys import MasterKey, WrongKey
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.rehearsal import end_rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta
    from uuid import UUID

    from django.db.models import Model

PIECE = 256 * 1024
# What one user alone may use, and what a group may use where an administrator lets its members write to the store
# because web server and worker have system users of their own.
_PRIVATE, _FOR_GROUP = 0o700, 0o770
_WRITABLE_FOR_GROUP = 0o020
_NOTHING_TO_RUN = 0o666


class StorageBroken(Exception):
    """A stored file is missing, or not what was written."""


@dataclass(frozen=True)
class Written:
    """What is known of a file once it lies on disk."""

    path: str
    wrapped_key: bytes
    sha256: str
    size: int


def write(chunks: Iterable[bytes], *, ident: UUID, model: type[Model]) -> Written:
    """Encrypt a file to disk for the row that will have this id; on any error nothing stays behind."""
    end_rehearsal()
    path = f"{ident.hex[-2:]}/{ident.hex}"
    pending = _pending(ident)
    temporary = _place("incoming") / ident.hex
    meter = _Meter(chunks)
    key = stream.new_key()
    for folder in (temporary.parent, pending.parent, _root() / path[:2]):
        make_folder(folder)
    pending.write_text(model._meta.label_lower)
    try:
        _write_synced(temporary, stream.encrypt(meter, key, ident.bytes))
        temporary.replace(_root() / path)
        flush(_root() / path[:2])
    except BaseException:
        temporary.unlink(missing_ok=True)
        pending.unlink(missing_ok=True)
        raise
    transaction.on_commit(lambda: pending.unlink(missing_ok=True))
    return Written(path, _master().wrap(key, ident.bytes), meter.sha256, meter.size)


def read(path: str, wrapped_key: bytes, ident: UUID) -> Iterator[bytes]:
    """Decrypt a stored file piece by piece; raises StorageBroken."""
    try:
        key = _master().unwrap(wrapped_key, ident.bytes)
        yield from stream.decrypt(_pieces(_root() / path), key, ident.bytes)
    except (WrongKey, stream.SealBroken, OSError) as error:
        message = f"File {ident} cannot be read: {error}"
        raise StorageBroken(message) from error


def make_folder(folder: Path) -> None:
    """Make a folder inside the store, and the store itself when there is none yet."""
    _root().mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
    folder.mkdir(exist_ok=True, mode=_mode())


def create_file(path: Path) -> BinaryIO:
    """Open a new file of the store for writing; raises FileExistsError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    return os.fdopen(os.open(path, flags, _mode() & _NOTHING_TO_RUN), "wb")


def folder_for(name: str) -> Path:
    """Return the folder of something else that keeps its own files here, such as segments of many documents."""
    return _place(name)


def key_for(label: str) -> bytes:
    """Return a key of 32 bytes for something else that keeps its own files here; every label has its own."""
    return HKDF(hashes.SHA256(), 32, None, f"netral store: {label}".encode()).derive(_master().secret)


def remove_on_commit(path: str) -> None:
    """Remove a stored file once the transaction that forgets it has committed."""
    transaction.on_commit(lambda: (_root() / path).unlink(missing_ok=True))


def sweep(older_than: timedelta) -> int:
    """Remove files whose transaction never committed; returns how many were removed."""
    removed = 0
    for mark in sorted(_place("pending").glob("*")):
        # The age of a mark is told by the machine's clock, which wrote it, and not by the one that travels.
        if _age(mark) < older_than.total_seconds():
            continue
        removed += _settle(mark)
    return removed


def _settle(mark: Path) -> int:
    with elevated("tidying files that no row owns"):
        owned = apps.get_model(mark.read_text()).objects.filter(pk=mark.name).exists()
    file = _root() / mark.name[-2:] / mark.name
    lost = not owned and file.exists()
    if lost:
        file.unlink()
    (_place("incoming") / mark.name).unlink(missing_ok=True)
    mark.unlink(missing_ok=True)
    return int(lost)


def _age(mark: Path) -> float:
    return time.time() - mark.stat().st_mtime


def _write_synced(path: Path, pieces: Iterable[bytes]) -> None:
    with create_file(path) as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _mode() -> int:
    return _FOR_GROUP if _root().stat().st_mode & _WRITABLE_FOR_GROUP else _PRIVATE


def _root() -> Path:
    return Path(settings.NETRAL_STORE)


def _place(name: str) -> Path:
    return _root() / name


def _pending(ident: UUID) -> Path:
    return _place("pending") / ident.hex


def _master() -> MasterKey:
    return MasterKey(settings.NETRAL_MASTER_KEY.key())


class _Meter:
    """Measures and hashes a stream on its way to the disk."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._digest = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._digest.update(chunk)
            self.size += len(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

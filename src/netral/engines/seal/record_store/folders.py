"""The folder of a store: names of segments, files written whole or not at all, and who writes now."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from typing import TYPE_CHECKING

from netral.engines.seal.record_store.frames import SegmentMissing

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".seg"
_NAME = re.compile(r"[0-9]{6,}-[0-9a-f]{16}")
_DRAFT = ".new-"
PRIVATE = 0o600
FOR_GROUP = 0o660


def names(folder: Path) -> list[str]:
    """The segments of a folder in the order in which they were begun."""
    try:
        found = [path.stem for path in folder.iterdir() if path.suffix == SUFFIX and _NAME.fullmatch(path.stem)]
    except FileNotFoundError:
        return []
    return sorted(found, key=lambda name: (int(name.partition("-")[0]), name))


def path_of(folder: Path, name: str) -> Path:
    """The file of a segment; raises SegmentMissing when no segment can have this name."""
    if not _NAME.fullmatch(name):
        message = f"{name!r} is no name of a segment."
        raise SegmentMissing(message)
    return folder / f"{name}{SUFFIX}"


def new_name(folder: Path) -> str:
    """A name that sorts after all there are; its random part keeps two writers apart."""
    there = names(folder)
    number = int(there[-1].partition("-")[0]) + 1 if there else 1
    return f"{number:06d}-{secrets.token_hex(8)}"


def sync(folder: Path) -> None:
    """Make names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def mode_within(folder: Path) -> int:
    """Return the mode of a file in a folder: the group may use it only where it may write to the folder."""
    return FOR_GROUP if folder.stat().st_mode & 0o020 else PRIVATE


def create(path: Path, content: bytes, mode: int = PRIVATE) -> int:
    """Create a file that appears with its content and the lock of its writer; returns it open."""
    draft = path.with_name(f"{_DRAFT}{secrets.token_hex(4)}-{path.name}")
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    try:
        lock(descriptor)
        write(descriptor, content)
        os.fsync(descriptor)
        draft.rename(path)
        sync(path.parent)
    except BaseException:
        os.close(descriptor)
        draft.unlink(missing_ok=True)
        raise
    return descriptor


def put(path: Path, content: bytes) -> None:
    """Write a small file durably, whole or not at all."""
    os.close(create(path, content))


def write(descriptor: int, content: bytes | memoryview) -> None:
    """Write everything, however small the pieces are that the system takes."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def lock(descriptor: int) -> bool:
    """Whether nobody else writes this file, and nobody will until it is closed here."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

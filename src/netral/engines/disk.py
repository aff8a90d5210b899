"""Files that are on disk, whole, and never seen half written; and locks, which the kernel frees when a holder dies."""

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

TEMPORARY = ".tmp"
PRIVATE = 0o600
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
_DRAFT = ".new-"
_AT_ONCE = 256
# Several waits for the disk at a time share one commit of its journal.
_WAITERS = 8


class DurableFolder:
    """A folder whose files are written under another name, flushed, and only then given their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready: set[Path] = set()
        self._unsettled: set[Path] = set()

    def write(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files, each given by its path in the folder; their names are safe on disk after `settle`."""
        waiting: list[tuple[str, bytes]] = []
        for file in files:
            waiting.append(file)
            if len(waiting) == _AT_ONCE:
                self._write_together(waiting)
                waiting = []
        if waiting:
            self._write_together(waiting)

    def settle(self) -> None:
        """Flush every folder that has new names in it."""
        for folder in self._unsettled:
            flush(folder)
        self._unsettled.clear()

    def touched(self, folder: Path) -> None:
        """Flush a folder with the next `settle`, because a name in it was removed."""
        self._unsettled.add(folder)

    def _write_together(self, files: list[tuple[str, bytes]]) -> None:
        opened: list[int] = []
        try:
            for path, data in files:
                target = self._folder / path
                self._prepare(target.parent)
                opened.append(os.open(f"{target}{TEMPORARY}", _ANEW, 0o644))
                write_all(opened[-1], data)
            _flush_together(opened)
        finally:
            for descriptor in opened:
                os.close(descriptor)
        for path, _ in files:
            target = self._folder / path
            Path(f"{target}{TEMPORARY}").replace(target)
            self._unsettled.add(target.parent)

    def _prepare(self, folder: Path) -> None:
        if folder in self._ready:
            return
        if folder != self._folder:
            self._prepare(folder.parent)
        folder.mkdir(exist_ok=True)
        # Even a folder that exists may have been made by a program that died before it was flushed.
        self._unsettled.add(folder.parent)
        self._ready.add(folder)


def flush(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create(path: Path, content: bytes, mode: int = PRIVATE) -> int:
    """Create a file that appears with its content and the lock of its writer; returns it open."""
    draft = path.with_name(f"{_DRAFT}{secrets.token_hex(4)}-{path.name}")
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    try:
        try_lock(descriptor)
        write_all(descriptor, content)
        os.fsync(descriptor)
        draft.rename(path)
        flush(path.parent)
    except BaseException:
        os.close(descriptor)
        draft.unlink(missing_ok=True)
        raise
    return descriptor


def put(path: Path, content: bytes) -> None:
    """Write a small file durably, whole or not at all."""
    os.close(create(path, content))


def try_lock(descriptor: int) -> bool:
    """Whether nobody else holds the lock of this file, and nobody will until it is closed here."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def locked(descriptor: int) -> Iterator[None]:
    """Wait for the lock of an open file, hold it for the block, and close the file."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def write_all(descriptor: int, content: bytes | memoryview) -> None:
    """Write everything, however small the pieces are that the system takes."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _flush_together(descriptors: list[int]) -> None:
    if len(descriptors) < _WAITERS:
        for descriptor in descriptors:
            os.fsync(descriptor)
        return
    with ThreadPoolExecutor(_WAITERS) as waiters:
        for _ in waiters.map(os.fsync, descriptors):
            pass

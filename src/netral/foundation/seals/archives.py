"""Reading a ZIP that a stranger sent: bounded before it is opened, one file at a time, nothing written anywhere."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, TYPE_CHECKING

from netral.foundation.seals.domain import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

MEGABYTE = 1024 * 1024
LARGEST_ARCHIVE = 50 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_FILES = 5_000
LONGEST_SHOWN_NAME = 160
# The list at the end of an archive: 400 bytes for each of the files allowed, so that a list of millions is never read.
_LARGEST_LIST = 2 * MEGABYTE
_ENCRYPTED = 0x1
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_OFFICE = b"[Content_Types].xml"
_HEAD = 1024
_PIECE = 256 * 1024
# What opening a damaged archive, or reading a member of it, raises.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0")
# What a Mac adds by itself to every archive.
_BY_THE_WAY = re.compile(r"^__MACOSX/|(^|/)\.DS_Store$")


class Refusal(StrEnum):
    """Why an archive is not looked into at all."""

    NOT_A_ZIP = "not-a-zip"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    TOO_LARGE_UNPACKED = "too-large-unpacked"
    PATH_TRICK = "path-trick"
    NOTHING_INSIDE = "nothing-inside"


class ArchiveRefused(Exception):
    """An archive that is not looked into, with the name of the member that is to blame where one is."""

    def __init__(self, refusal: Refusal, name: str = "") -> None:
        super().__init__(refusal.value, name)
        self.refusal, self.name = refusal, name


class Obstacle(StrEnum):
    """Why one file inside an archive cannot be checked."""

    ENCRYPTED = "locked-member"
    NESTED = "nested"
    TOO_LARGE = "too-large"
    BROKEN = "broken-member"


@dataclass(frozen=True)
class Member:
    """One file inside an archive: its bytes, or why there are none."""

    name: str
    content: bytes = b""
    obstacle: Obstacle | None = None


class ListTooLarge(Exception):
    """The list of an archive's members is longer than any that is looked into."""


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Open a ZIP whose list of members is no longer than the most that are looked into need.

    Raises:
        ListTooLarge: it is longer; nothing of it was kept in memory.
        BadZipFile: it is no ZIP; `BROKEN` names what else may be raised.
    """
    guard = _Guard(file)
    # The guard is all that a ZIP reader needs of a file.
    opened = zipfile.ZipFile(guard)
    guard.bounded = False
    return opened


class Archive:
    """An opened ZIP whose names and declared sizes were found harmless; a context manager."""

    def __init__(self, file: IO[bytes]) -> None:
        """Open an archive; raises ArchiveRefused."""
        if file.seek(0, 2) > LARGEST_ARCHIVE:
            raise ArchiveRefused(Refusal.TOO_LARGE)
        try:
            self._zip = open_zip(file)
        except ListTooLarge as error:
            raise ArchiveRefused(Refusal.TOO_MANY) from error
        except BROKEN as error:
            raise ArchiveRefused(Refusal.NOT_A_ZIP) from error
        self._members = [info for info in self._zip.infolist() if not _is_by_the_way(info)]
        _check(self._zip.infolist(), self._members)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def __len__(self) -> int:
        return len(self._members)

    def members(self) -> Iterator[Member]:
        """Give the files in the order of the archive, each read only when it is asked for."""
        for info in self._members:
            name = shown_name(info.orig_filename)
            obstacle = _obstacle(info)
            yield Member(name, obstacle=obstacle) if obstacle else self._read(info, name)

    def _read(self, info: zipfile.ZipInfo, name: str) -> Member:
        try:
            with self._zip.open(info) as stream:
                # In pieces, because one long read unpacks everything before it looks at the size the member declared.
                content = b"".join(iter(lambda: stream.read(_PIECE), b""))
        except BROKEN:
            return Member(name, obstacle=Obstacle.BROKEN)
        return Member(name, obstacle=Obstacle.NESTED) if _is_archive(content) else Member(name, content)


def shown_name(name: str) -> str:
    """A name as it may be shown: without characters that turn or hide text, the middle left out when it is long."""
    seen = "".join(character for character in name if character.isprintable()).strip() or "?"
    if len(seen) <= LONGEST_SHOWN_NAME:
        return seen
    half = LONGEST_SHOWN_NAME // 2
    return f"{seen[:half]}…{seen[1 - half :]}"


def _check(everything: Sequence[zipfile.ZipInfo], members: Sequence[zipfile.ZipInfo]) -> None:
    for info in everything:
        if _OUTSIDE.search(info.orig_filename) or _is_special(info):
            raise ArchiveRefused(Refusal.PATH_TRICK, shown_name(info.orig_filename))
    if len(members) > MOST_FILES:
        raise ArchiveRefused(Refusal.TOO_MANY)
    # A member is never read beyond the size it declares, so the declared sizes bound what is unpacked.
    if sum(info.file_size for info in members) > LARGEST_UNPACKED:
        raise ArchiveRefused(Refusal.TOO_LARGE_UNPACKED)
    if not members:
        raise ArchiveRefused(Refusal.NOTHING_INSIDE)


def _is_special(info: zipfile.ZipInfo) -> bool:
    """Whether the archive says that a member is a link or a device instead of a file or a folder."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _is_by_the_way(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or bool(_BY_THE_WAY.search(info.filename))


def _obstacle(info: zipfile.ZipInfo) -> Obstacle | None:
    if info.flag_bits & _ENCRYPTED:
        return Obstacle.ENCRYPTED
    if info.file_size > LARGEST_FILE:
        return Obstacle.TOO_LARGE
    # The other ways of packing can ask for gigabytes of memory to be unpacked at all.
    return None if info.compress_type in _READABLE else Obstacle.BROKEN


def _is_archive(content: bytes) -> bool:
    head = content[:_HEAD]
    return head.startswith(_ARCHIVES) and _OFFICE not in head and b"%PDF-" not in head


class _Guard:
    """A file of which only so much can be read at once, until the list of members is known."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.bounded = True
        self.tell, self.seek, self.seekable = file.tell, file.seek, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Read like a file; raises ListTooLarge while bounded."""
        if not self.bounded:
            return self._file.read(size)
        piece = self._file.read(size if 0 <= size <= _LARGEST_LIST else _LARGEST_LIST + 1)
        if len(piece) > _LARGEST_LIST:
            raise ListTooLarge
        return piece

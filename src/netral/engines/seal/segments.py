"""Sealed documents by the thousand in few files: appended, encrypted, and on the disk before anyone is told.

Every writer has segments of its own, so that several processes write at once without waiting for each other. A crash
may tear the last records of a segment, none of which was acknowledged; they are cut off when a writer next opens the
store. The format is told in `keeping.frames`.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections import OrderedDict
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from netral.engines import disk
from netral.engines.seal.record_store import folders, offsets
from netral.engines.seal.record_store.frames import (
    FRAME_BYTES,
    HEADER_BYTES,
    SALT_BYTES,
    Cipher,
    RecordDamaged,
    SegmentError,
    SegmentMissing,
    new_header,
    room_for,
)
from netral.engines.seal.record_store.repair import Repair, repair
from netral.engines.seal.record_store.segment_walk import Frame, OpenSegment

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SEGMENT_BYTES = 256 * 1024 * 1024
# Each open segment costs one of the files a process may have open.
KEPT_OPEN = 64
_ROOM = 512 * 1024


class Place(NamedTuple):
    """Where a record lies."""

    segment: str
    offset: int


@dataclass
class _Current:
    """The segment that a writer appends to."""

    name: str
    descriptor: int
    index: int | None
    cipher: Cipher
    salt: bytes
    end: int = HEADER_BYTES

    def close(self) -> None:
        """Close the files."""
        os.close(self.descriptor)
        self.forget_index()

    def note(self, ends: list[int]) -> None:
        """Remember where the written records end, in the index too as far as it can be written."""
        self.end = ends[-1]
        if self.index is None:
            return
        try:
            disk.write_all(self.index, offsets.entries(ends, self.salt))
        except OSError:
            self.forget_index()

    def forget_index(self) -> None:
        """Close the index, which the next repair completes."""
        if self.index is not None:
            os.close(self.index)
            self.index = None


class SegmentWriter:
    """Appends records to segments of its own, begun when the first record comes.

    Opening it repairs what crashed writers left; `repaired` tells what was cut. It may be used from several threads,
    and goes on in a forked process with a segment of that process.
    """

    def __init__(self, folder: Path, key: bytes, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        """Open a store for writing; raises WrongKey."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.repaired: Repair = repair(folder, key)
        self._key = key
        self._segment_bytes = segment_bytes
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._current: _Current | None = None
        self._room = bytearray(_ROOM)

    def append(self, records: Sequence[bytes]) -> list[Place]:
        """Write records and wait until the disk has them; raises SegmentError when it does not take them."""
        if not records:
            return []
        if self._process != os.getpid():
            self._abandon()
        with self._lock:
            room = room_for(records)
            current = self._with_room(room)
            # Until everything is on the disk nobody knows where it ends, and no nonce may be used twice.
            self._current = None
            starts = self._write(current, records)
            current.note([*starts[1:], current.end + room])
            self._current = current
        return [Place(current.name, start) for start in starts]

    def close(self) -> None:
        """Finish the segment; the writer may be used again and then begins another one."""
        if self._process != os.getpid():
            return
        with self._lock:
            if self._current is not None:
                if self._current.index is not None:
                    os.fsync(self._current.index)
                self._current.close()
                self._current = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _abandon(self) -> None:
        # A forked process shares its parent's open files, and two may not write at one place.
        if self._current is not None:
            self._current.close()
            self._current = None
        self._lock = threading.Lock()
        self._process = os.getpid()

    def _write(self, current: _Current, records: Sequence[bytes]) -> list[int]:
        starts: list[int] = []
        end = current.end
        try:
            for piece in _pieces(records):
                room = room_for(piece)
                if room > len(self._room):
                    self._room = bytearray(room)
                with memoryview(self._room)[:room] as frames:
                    starts += current.cipher.fill(frames, end, piece)
                    disk.write_all(current.descriptor, frames)
                end += room
            os.fsync(current.descriptor)
        except BaseException as error:
            with suppress(OSError):
                os.ftruncate(current.descriptor, current.end)
            current.close()
            if not isinstance(error, OSError):
                raise
            message = f"Segment {current.name} cannot be written: {error.strerror}."
            raise SegmentError(message) from error
        return starts

    def _with_room(self, room: int) -> _Current:
        current = self._current
        if current is not None and current.end + room > self._segment_bytes and current.end > HEADER_BYTES:
            current.close()
            current = None
        return current or self._begin()

    def _begin(self) -> _Current:
        name = folders.new_name(self.folder)
        path = folders.path_of(self.folder, name)
        salt = secrets.token_bytes(SALT_BYTES)
        header, cipher = new_header(name, self._key, salt)
        try:
            mode = folders.mode_within(self.folder)
            descriptor = disk.create(path, header, mode)
            index = disk.create(offsets.index_of(path), offsets.head(salt), mode)
        except OSError as error:
            message = f"A segment cannot be begun in {self.folder}: {error.strerror}."
            raise SegmentError(message) from error
        return _Current(name, descriptor, index, cipher, salt)


def _pieces(records: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Records in runs that fit the room for writing, so that it stays in the processor's cache."""
    begin = room = 0
    for number, record in enumerate(records):
        room += len(record) + FRAME_BYTES
        if room > _ROOM and number > begin:
            yield records[begin:number]
            begin, room = number, len(record) + FRAME_BYTES
    yield records[begin:]


@dataclass
class SegmentReader:
    """Reads the records of a store, also while others write to it."""

    folder: Path
    key: bytes
    _open: OrderedDict[str, OpenSegment] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def read(self, place: Place) -> bytes:
        """The record at a place; raises SegmentMissing, WrongKey, or RecordDamaged."""
        with self._lock:
            return self._segment(place.segment).frame(place.offset).record

    def __iter__(self) -> Iterator[tuple[Place, bytes]]:
        """All records, oldest segment first; a torn tail counts as not there; raises RecordDamaged."""
        for name in self.segments():
            yield from self._records(name, HEADER_BYTES)

    def segments(self) -> list[str]:
        """The names of the segments in the order in which they were begun."""
        return folders.names(self.folder)

    def places(self, name: str) -> list[Place]:
        """The places of a segment's records in order; raises SegmentMissing, WrongKey, or RecordDamaged."""
        ends = self._known(name)
        start = ends[-1] if ends else HEADER_BYTES
        found = [Place(name, offset) for offset in (HEADER_BYTES, *ends)[:-1]] if ends else []
        return found + [place for place, _ in self._records(name, start)]

    def close(self) -> None:
        """Close the segments; the reader may be used again."""
        with self._lock:
            while self._open:
                os.close(self._open.popitem()[1].descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _records(self, name: str, start: int) -> Iterator[tuple[Place, bytes]]:
        # Asked before the walk, because others may write while it lasts.
        ends = self._known(name)
        acknowledged = ends[-1] if ends else HEADER_BYTES
        with self._opened(name) as segment:
            at = start
            for frame in _frames(segment, start, acknowledged):
                yield Place(name, frame.offset), frame.record
                at = frame.end
        if at < acknowledged:
            message = f"Segment {name} ends at {at}, but records up to {acknowledged} were acknowledged."
            raise RecordDamaged(message, acknowledged)

    def _known(self, name: str) -> array[int]:
        with self._lock:
            salt = self._segment(name).salt
        return offsets.read(offsets.index_of(folders.path_of(self.folder, name)), salt, HEADER_BYTES)

    @contextmanager
    def _opened(self, name: str) -> Iterator[OpenSegment]:
        # A walk has a file of its own, which nobody closes while it lasts.
        with self._lock:
            segment = self._segment(name)
            descriptor = os.dup(segment.descriptor)
        try:
            yield replace(segment, descriptor=descriptor)
        finally:
            os.close(descriptor)

    def _segment(self, name: str) -> OpenSegment:
        found = self._open.get(name)
        if found is not None:
            self._open.move_to_end(name)
            return found
        path = folders.path_of(self.folder, name)
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError as error:
            message = f"Segment {name} is not in {self.folder}."
            raise SegmentMissing(message) from error
        try:
            found = OpenSegment.open(name, descriptor, self.key)
        except SegmentError:
            os.close(descriptor)
            raise
        self._open[name] = found
        if len(self._open) > KEPT_OPEN:
            os.close(self._open.popitem(last=False)[1].descriptor)
        return found


def _frames(segment: OpenSegment, start: int, acknowledged: int) -> Iterator[Frame]:
    at = start
    while True:
        try:
            for frame in segment.frames(at):
                yield frame
                at = frame.end
        except RecordDamaged:
            if at < acknowledged or not segment.any_frame_after(at):
                if at < acknowledged:
                    raise
                return
            # Either its writer has just finished it, or it is damaged for good.
            segment.frame(at)
            continue
        return

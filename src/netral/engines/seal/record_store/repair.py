"""What a crash leaves behind: the torn tail is cut off, and nothing that was acknowledged with it.

Every batch of records is synced before the next one is written, so what a crash tears is the end of a segment that
nobody was told about yet. The bytes cut off are kept beside the segment, for whoever wants to look at them.
"""

from __future__ import annotations

import os
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netral.engines import disk
from netral.engines.seal.record_store import folders, offsets
from netral.engines.seal.record_store.frames import HEADER_BYTES, RecordDamaged
from netral.engines.seal.record_store.segment_walk import OpenSegment

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class TornTail:
    """A torn tail that was cut off: where the segment ends now, and how many bytes lay beyond."""

    segment: str
    offset: int
    size: int


@dataclass(frozen=True)
class Damage:
    """Bytes that no crash explains; they are left as they are."""

    segment: str
    offset: int
    message: str


@dataclass(frozen=True)
class Repair:
    """What was found when a store was opened."""

    cuts: tuple[TornTail, ...] = ()
    damages: tuple[Damage, ...] = ()

    def __add__(self, other: Repair) -> Repair:
        return Repair(self.cuts + other.cuts, self.damages + other.damages)


def repair(folder: Path, key: bytes) -> Repair:
    """Cut the torn tails of segments that nobody writes any more, and renew their indexes; raises WrongKey."""
    found = Repair()
    for name in folders.names(folder):
        try:
            descriptor = os.open(folders.path_of(folder, name), os.O_RDWR)
        except FileNotFoundError:
            # Another process, repairing at the same time, found it empty.
            continue
        try:
            if disk.try_lock(descriptor):
                found += _repair_one(folder, name, descriptor, key)
        finally:
            os.close(descriptor)
    return found


def _repair_one(folder: Path, name: str, descriptor: int, key: bytes) -> Repair:
    path = folders.path_of(folder, name)
    try:
        segment = OpenSegment.open(name, descriptor, key)
    except RecordDamaged as error:
        return _without_header(path, descriptor, error)
    index = offsets.index_of(path)
    if offsets.last(index, segment.salt, HEADER_BYTES) == segment.size:
        return Repair()
    known = offsets.read(index, segment.salt, HEADER_BYTES)
    acknowledged = known[-1] if known else HEADER_BYTES
    if acknowledged > segment.size:
        message = f"Segment {name} ends at {segment.size}, but records up to {acknowledged} were acknowledged."
        return Repair(damages=(Damage(name, segment.size, message),))
    ends, fault = _walk(segment, acknowledged)
    if fault is not None and segment.any_frame_after(ends[-1] if ends else acknowledged):
        return Repair(damages=(Damage(name, ends[-1] if ends else acknowledged, str(fault)),))
    _renew(index, segment.salt, known + ends)
    return _cut(path, descriptor, ends[-1] if ends else acknowledged)


def _walk(segment: OpenSegment, start: int) -> tuple[array[int], RecordDamaged | None]:
    ends = array("Q")
    try:
        for frame in segment.frames(start):
            ends.append(frame.end)
    except RecordDamaged as error:
        return ends, error
    return ends, None


def _without_header(path: Path, descriptor: int, error: RecordDamaged) -> Repair:
    # Segments appear with their header, so a short one was never in use, or its file system lost it.
    if os.fstat(descriptor).st_size >= HEADER_BYTES or offsets.index_of(path).exists():
        return Repair(damages=(Damage(path.stem, 0, str(error)),))
    found = _cut(path, descriptor, 0)
    path.unlink()
    disk.flush(path.parent)
    return found


def _renew(index: Path, salt: bytes, ends: array[int]) -> None:
    disk.put(index, offsets.head(salt) + offsets.entries(ends, salt))


def _cut(path: Path, descriptor: int, end: int) -> Repair:
    size = os.fstat(descriptor).st_size - end
    if not size:
        return Repair()
    disk.put(path.with_name(f"{path.stem}.{end}.cut"), os.pread(descriptor, size, end))
    os.ftruncate(descriptor, end)
    os.fsync(descriptor)
    return Repair(cuts=(TornTail(path.stem, end, size),))

"""The index beside a segment: where each record ends, so that a record can be found by its number.

The segment is what counts. The index may be missing, short or spoilt: what it lacks is read from the segment. What it
holds beyond the segment's end were records once acknowledged, and their absence is told as damage.
"""

from __future__ import annotations

import os
import struct
import zlib
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUFFIX = ".idx"
_HEAD = struct.Struct(">8s8s")
_MAGIC = b"NETRALIX"
_ENTRY = struct.Struct(">QI")
_SALT_BYTES = 8


def index_of(segment: Path) -> Path:
    """Where the index of a segment lies."""
    return segment.with_suffix(SUFFIX)


def head(salt: bytes) -> bytes:
    """The first bytes of an index, which bind it to its segment."""
    return _HEAD.pack(_MAGIC, salt[:_SALT_BYTES])


def entries(ends: Iterable[int], salt: bytes) -> bytes:
    """The bytes of an index for records that end there."""
    start = zlib.crc32(salt)
    return b"".join(_ENTRY.pack(end, zlib.crc32(end.to_bytes(8, "big"), start)) for end in ends)


def read(path: Path, salt: bytes, first: int) -> array[int]:
    """The ends that the index vouches for; those after a spoilt entry count as missing."""
    found = array("Q")
    try:
        content = path.read_bytes()
    except OSError:
        return found
    if content[: _HEAD.size] != head(salt):
        return found
    start, before = zlib.crc32(salt), first
    whole = (len(content) - _HEAD.size) // _ENTRY.size * _ENTRY.size
    for end, checksum in _ENTRY.iter_unpack(content[_HEAD.size : _HEAD.size + whole]):
        if end <= before or checksum != zlib.crc32(end.to_bytes(8, "big"), start):
            break
        found.append(end)
        before = end
    return found


def last(path: Path, salt: bytes, first: int) -> int | None:
    """The last end alone, cheaply; None when there is no index, or its last entry is torn or spoilt."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if file.read(_HEAD.size) != head(salt) or (size - _HEAD.size) % _ENTRY.size:
                return None
            if size == _HEAD.size:
                return first
            file.seek(size - _ENTRY.size)
            end, checksum = _ENTRY.unpack(file.read(_ENTRY.size))
    except OSError:
        return None
    return int(end) if checksum == zlib.crc32(end.to_bytes(8, "big"), zlib.crc32(salt)) else None

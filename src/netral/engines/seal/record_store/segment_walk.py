"""Walking through an open segment, frame by frame, as the segment itself tells it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netral.engines.seal.record_store.frames import (
    HEADER_BYTES,
    LENGTH_BYTES,
    Cipher,
    RecordDamaged,
    length_of,
    read_header,
    salt_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Most records are smaller, so that one call reads the whole frame.
_USUAL = 8 * 1024
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True)
class Frame:
    """One frame as it was found: where it begins and ends, and its record."""

    offset: int
    end: int
    record: bytes


@dataclass(frozen=True)
class OpenSegment:
    """A segment that can be read."""

    name: str
    descriptor: int
    cipher: Cipher
    salt: bytes

    @classmethod
    def open(cls, name: str, descriptor: int, key: bytes) -> OpenSegment:
        """Read the header; raises WrongKey or RecordDamaged."""
        header = os.pread(descriptor, HEADER_BYTES, 0)
        return cls(name, descriptor, read_header(header, name, key), salt_of(header, name))

    @property
    def size(self) -> int:
        """The bytes of the file as it is now."""
        return os.fstat(self.descriptor).st_size

    def frame(self, offset: int) -> Frame:
        """Read one frame; raises RecordDamaged when it is incomplete, changed, or no frame begins there."""
        if offset < HEADER_BYTES:
            raise self._damaged(offset)
        return self._opened(os.pread(self.descriptor, _USUAL, offset), offset)

    def frames(self, start: int) -> Iterator[Frame]:
        """Read frames in order up to the end of the file; raises RecordDamaged at one that does not open."""
        chunk, base, offset = b"", start, start
        while True:
            at = offset - base
            length = length_of(chunk[at : at + LENGTH_BYTES])
            if length is None or at + LENGTH_BYTES + length > len(chunk):
                chunk, base, at = os.pread(self.descriptor, _AT_ONCE, offset), offset, 0
            if not chunk:
                return
            frame = self._opened(chunk[at:] if at == 0 else self._cut(chunk, at), offset)
            yield frame
            offset = frame.end

    def any_frame_after(self, offset: int) -> bool:
        """Whether a good frame follows the bad one that begins here, as its own length leads to it."""
        while (length := length_of(os.pread(self.descriptor, LENGTH_BYTES, offset))) is not None:
            offset += LENGTH_BYTES + length
            try:
                self.frame(offset)
            except RecordDamaged:
                continue
            return True
        return False

    def _cut(self, chunk: bytes, at: int) -> bytes:
        length = length_of(chunk[at : at + LENGTH_BYTES]) or 0
        return chunk[at : at + LENGTH_BYTES + length]

    def _opened(self, start: bytes, offset: int) -> Frame:
        length = length_of(start)
        if length is None:
            raise self._damaged(offset)
        end = LENGTH_BYTES + length
        if end > len(start):
            start += os.pread(self.descriptor, end - len(start), offset + len(start))
        if end > len(start):
            raise self._damaged(offset)
        return Frame(offset, offset + end, self.cipher.open(start[LENGTH_BYTES:end], offset))

    def _damaged(self, offset: int) -> RecordDamaged:
        return RecordDamaged(f"No whole record begins at {offset} of segment {self.name}.", offset)

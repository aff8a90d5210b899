"""The format of a segment: a header with a salt, then records that are encrypted and bound to their place.

A segment is `header, frame, frame, ...`. The header holds the format's version, a random salt, a value that tells a
wrong key from a changed file, and a checksum. A frame is the length of its sealed text and the sealed text: the record
under AES-256-GCM with the segment's own key, the frame's offset as nonce and the segment's name as associated data. A
record that is changed, moved within its segment or carried into another one therefore does not open.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_BYTES = 32
SALT_BYTES = 32
TAG_BYTES = 16
# A length that no record has is a sign of damage, not a reason to ask for gigabytes of memory.
LONGEST_RECORD = 64 * 1024 * 1024

_MAGIC = b"NETRALSG"
_VERSION = 1
_HEADER = struct.Struct(">8sI32s16s")
_CHECKSUM = struct.Struct(">I")
HEADER_BYTES = _HEADER.size + _CHECKSUM.size
_LENGTH = struct.Struct(">I")
LENGTH_BYTES = _LENGTH.size
FRAME_BYTES = LENGTH_BYTES + TAG_BYTES


class SegmentError(Exception):
    """A store of segments that cannot do what was asked."""


class WrongKey(SegmentError):
    """The key is not the one this segment was written with, or the segment bears another's name."""


class SegmentMissing(SegmentError):
    """A segment that is named, but not there."""


class RecordDamaged(SegmentError):
    """Bytes that are not the ones that were written, or that are no longer there."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True)
class Cipher:
    """What opens and closes the records of one segment."""

    name: bytes
    aead: AESGCM

    def fill(self, frames: memoryview, base: int, records: Sequence[bytes]) -> list[int]:
        """Write the frames of records into room of the right size; returns where each lies in the segment."""
        offsets: list[int] = []
        at = 0
        for record in records:
            length = len(record) + TAG_BYTES
            start = at + LENGTH_BYTES
            _LENGTH.pack_into(frames, at, length)
            nonce = (base + at).to_bytes(12, "big")
            self.aead.encrypt_into(nonce, record, self.name, frames[start : start + length])
            offsets.append(base + at)
            at = start + length
        return offsets

    def open(self, sealed: bytes, offset: int) -> bytes:
        """Return the record of a frame; raises RecordDamaged."""
        try:
            return self.aead.decrypt(offset.to_bytes(12, "big"), sealed, self.name)
        except InvalidTag as error:
            message = f"The record at {offset} of segment {self.name.decode()} was changed."
            raise RecordDamaged(message, offset) from error


def room_for(records: Sequence[bytes]) -> int:
    """The bytes that the frames of records need; raises SegmentError when one is too long."""
    if any(len(record) > LONGEST_RECORD for record in records):
        message = f"A record may have {LONGEST_RECORD} bytes at most."
        raise SegmentError(message)
    return sum(map(len, records)) + FRAME_BYTES * len(records)


def length_of(start: bytes) -> int | None:
    """The length of a sealed text from the first bytes of its frame; None when no frame begins so."""
    if len(start) < LENGTH_BYTES:
        return None
    length: int = _LENGTH.unpack_from(start)[0]
    return length if TAG_BYTES <= length <= LONGEST_RECORD + TAG_BYTES else None


def new_header(name: str, key: bytes, salt: bytes) -> tuple[bytes, Cipher]:
    """The header of a new segment, and its cipher; raises WrongKey when the key has a wrong length."""
    cipher, check = _derive(name, key, salt)
    header = _HEADER.pack(_MAGIC, _VERSION, salt, check)
    return header + _CHECKSUM.pack(zlib.crc32(header)), cipher


def read_header(header: bytes, name: str, key: bytes) -> Cipher:
    """The cipher of a segment; raises RecordDamaged when the header was changed, WrongKey when it does not fit."""
    salt = salt_of(header, name)
    cipher, check = _derive(name, key, salt)
    if check != _HEADER.unpack_from(header)[3]:
        message = f"Segment {name} was written with another key or under another name."
        raise WrongKey(message)
    return cipher


def salt_of(header: bytes, name: str) -> bytes:
    """The salt in a header; raises RecordDamaged when the header is incomplete, changed or of another version."""
    if len(header) != HEADER_BYTES or _CHECKSUM.unpack_from(header, _HEADER.size)[0] != zlib.crc32(
        header[: _HEADER.size]
    ):
        message = f"The header of segment {name} is incomplete or was changed."
        raise RecordDamaged(message)
    magic, version, salt, _check = _HEADER.unpack_from(header)
    if magic != _MAGIC or version != _VERSION:
        message = f"Segment {name} is in a format that this version does not read."
        raise RecordDamaged(message)
    return bytes(salt)


def _derive(name: str, key: bytes, salt: bytes) -> tuple[Cipher, bytes]:
    if len(key) != KEY_BYTES:
        message = f"The key of a store has {KEY_BYTES} bytes, not {len(key)}."
        raise WrongKey(message)
    label = name.encode()
    derived = HKDF(hashes.SHA256(), KEY_BYTES + 16, salt, b"netral segment 1\0" + label).derive(key)
    return Cipher(label, AESGCM(derived[:KEY_BYTES])), derived[KEY_BYTES:]

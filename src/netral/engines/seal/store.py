"""Pressed documents on disk: what they have in common once, what differs in segments, put together when asked for."""

from __future__ import annotations

import struct
import threading
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Self

from netral.engines import disk
from netral.engines.seal.pdf_template.templates import PdfTemplate
from netral.engines.seal.record_store.frames import RecordDamaged, SegmentError
from netral.engines.seal.segments import Place, SegmentReader, SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netral.engines.seal.pdf_template.template_signer import Pressed

SKELETONS = "skeletons"
_HEAD = struct.Struct(">BH")


class SkeletonMissing(SegmentError):
    """What a document has in common with others is not where it should be."""


@dataclass(frozen=True)
class Stored:
    """One document as it is stored: its skeleton, its own part, and a note kept with it."""

    skeleton: str
    body: bytes
    note: bytes


class SkeletonFolder:
    """Skeletons by their names, each kept once, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, PdfTemplate] = {}

    def keep(self, skeleton: PdfTemplate) -> None:
        """Make sure that a skeleton is on the disk."""
        if skeleton.ident in self._known:
            return
        path = self._path(skeleton.ident)
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            disk.put(path, skeleton.to_bytes())
            disk.flush(self.folder.parent)
        self._known[skeleton.ident] = skeleton

    def get(self, ident: str) -> PdfTemplate:
        """Return a skeleton; raises SkeletonMissing."""
        found = self._known.get(ident)
        if found is None:
            found = self._known[ident] = self._read(ident)
        return found

    def _read(self, ident: str) -> PdfTemplate:
        try:
            found = PdfTemplate.from_bytes(self._path(ident).read_bytes())
        except (OSError, ValueError) as error:
            message = f"The skeleton {ident} cannot be read in {self.folder}: {error}"
            raise SkeletonMissing(message) from error
        if found.ident != ident:
            message = f"The skeleton {ident} in {self.folder} was changed."
            raise SkeletonMissing(message)
        return found

    def _path(self, ident: str) -> Path:
        if not ident.isalnum():
            message = f"{ident!r} is no name of a skeleton."
            raise SkeletonMissing(message)
        return self.folder / ident


class SealedStore:
    """A folder of pressed documents; writing begins, and repairs, with the first document appended."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self.skeletons = SkeletonFolder(folder / SKELETONS)
        self.reader = SegmentReader(folder, key)
        self._key = key
        self._writer: SegmentWriter | None = None
        self._beginning = threading.Lock()

    def append(self, documents: Sequence[Pressed], notes: Sequence[bytes] = ()) -> list[Place]:
        """Keep documents, each with its note, and wait until the disk has them; raises SegmentError, WrongKey."""
        idents: dict[int, bytes] = {}
        for skeleton in {id(document.skeleton): document.skeleton for document in documents}.values():
            self.skeletons.keep(skeleton)
            idents[id(skeleton)] = bytes.fromhex(skeleton.ident)
        return self._open().append(
            [
                b"".join((_HEAD.pack(len(ident := idents[id(skeleton)]), len(note)), ident, note, body))
                for (skeleton, body), note in zip(documents, notes or repeat(b"", len(documents)), strict=True)
            ]
        )

    def read(self, place: Place) -> bytes:
        """The whole PDF at a place; raises SegmentMissing, RecordDamaged, SkeletonMissing, WrongKey."""
        return self.assemble(self.stored(place))

    def stored(self, place: Place) -> Stored:
        """What is stored at a place; raises SegmentMissing, RecordDamaged, WrongKey."""
        return _unpacked(self.reader.read(place))

    def assemble(self, stored: Stored) -> bytes:
        """The whole PDF of what is stored; raises SkeletonMissing."""
        return self.skeletons.get(stored.skeleton).assemble(stored.body)

    def __iter__(self) -> Iterator[tuple[Place, Stored]]:
        for place, record in self.reader:
            yield place, _unpacked(record)

    def close(self) -> None:
        """Finish writing and close all files."""
        if self._writer is not None:
            self._writer.close()
        self.reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> SegmentWriter:
        with self._beginning:
            if self._writer is None:
                self._writer = SegmentWriter(self.folder, self._key)
            return self._writer


def _unpacked(record: bytes) -> Stored:
    if len(record) < _HEAD.size:
        message = "A record of the store is too short to be a document."
        raise RecordDamaged(message)
    name, note = _HEAD.unpack_from(record)
    body = _HEAD.size + name + note
    return Stored(record[_HEAD.size : _HEAD.size + name].hex(), record[body:], record[_HEAD.size + name : body])

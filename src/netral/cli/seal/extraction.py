"""Sealed documents out of a folder again: one, all, or all of them checked."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from cryptography import x509

from netral.cli.seal import local_keys
from netral.cli.seal.batch_folder import BatchFolder
from netral.config.errors import NetralError
from netral.engines import disk
from netral.engines.seal.record_store.frames import SegmentError
from netral.engines.seal.segments import Place
from netral.engines.seal.store import SealedStore, Stored
from netral.foundation.seals.domain import CodeMistyped, read_code, show_code
from netral.foundation.seals.seal_reader import read

Progress = Callable[[int, int], None]
MOST_FAULTS = 20


class DocumentUnavailable(NetralError):
    """A document that is not in the folder, or cannot be read there."""


@dataclass(frozen=True)
class Entry:
    """One document of a folder."""

    number: int
    nip: str
    name: str
    code: str

    @property
    def shown_code(self) -> str:
        """The code as printed."""
        return show_code(self.code)

    def as_data(self) -> dict[str, Any]:
        """What a program wants to know."""
        return {"number": self.number, "nip": self.nip, "name": self.name, "code": self.shown_code}


@dataclass
class Whole:
    """What checking a folder came to."""

    documents: int = 0
    holding: int = 0
    faults: list[str] = field(default_factory=list)
    expected: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything is there and holds."""
        return self.documents == self.holding == self.expected and not self.faults

    def as_data(self) -> dict[str, Any]:
        """What a program wants to know."""
        return {"documents": self.documents, "holding": self.holding, "ok": self.ok, "faults": self.faults}


@dataclass(frozen=True)
class Archive:
    """An opened folder of sealed documents."""

    pile: BatchFolder
    store: SealedStore

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a folder; raises PileRefused."""
        found = BatchFolder.open(folder)
        return cls(found, SealedStore(folder, local_keys.store_key(found.description.ident)))

    def stored(self, place: Place) -> Stored:
        """What is kept of a document; raises DocumentUnavailable."""
        try:
            return self.store.stored(place)
        except SegmentError as error:
            raise DocumentUnavailable(str(error)) from error

    def pdf(self, number: int) -> bytes:
        """The sealed PDF with a number; raises PileRefused or DocumentUnavailable."""
        return self.pdf_at(self.pile.place(number))

    def pdf_at(self, place: Place) -> bytes:
        """The sealed PDF at a place; raises DocumentUnavailable."""
        return self.assembled(self.stored(place))

    def assembled(self, stored: Stored) -> bytes:
        """The sealed PDF of what is kept; raises DocumentUnavailable."""
        try:
            return self.store.assemble(stored)
        except (SegmentError, ValueError) as error:
            raise DocumentUnavailable(str(error)) from error

    def entries(self) -> Iterator[Entry]:
        """Every document, in the order of the list."""
        for number, place in self.pile.ordered():
            yield entry_of(number, self.stored(place))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


def entry_of(number: int, stored: Stored) -> Entry:
    """What the note of a document says."""
    note = json.loads(stored.note)
    return Entry(number, note["nip"], note["name"], note["code"])


def chosen(archive: Archive, number: int | None, code: str) -> int:
    """The number of the document asked for; raises DocumentUnavailable."""
    if (number is None) == (not code):
        raise DocumentUnavailable("Say which document: its number in the list, --code CODE, or --all FOLDER.")
    if number is not None:
        return number
    try:
        wanted = read_code(code)
    except CodeMistyped as error:
        raise DocumentUnavailable(f"{code} is no code of a document: it has 12 letters and digits.") from error
    found = next((entry.number for entry in archive.entries() if entry.code == wanted), None)
    if found is None:
        raise DocumentUnavailable(f"No document in {archive.pile.folder} has the code {show_code(wanted)}.")
    return found


def extract_all(archive: Archive, folder: Path, progress: Progress) -> int:
    """Write every document to a folder of its own files; those already there are written anew.

    Raises DocumentUnavailable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _extract_all(archive, folder, progress)
    except OSError as error:
        raise DocumentUnavailable(f"{folder} cannot be written: {error.strerror}.") from error


def _extract_all(archive: Archive, folder: Path, progress: Progress) -> int:
    total = archive.pile.description.documents
    digits = len(str(total))
    number = 0
    for number, place in archive.pile.ordered():
        stored = archive.stored(place)
        entry = entry_of(number, stored)
        path = folder / f"{number:0{digits}d}-{re.sub(r'[^0-9]', '', entry.nip)}-{entry.code}.pdf"
        path.write_bytes(archive.assembled(stored))
        if number % 100 == 0 or number == total:
            progress(number, total)
    disk.flush(folder)
    return number


def write_new(path: Path, content: bytes) -> None:
    """Write a file; raises DocumentUnavailable."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise DocumentUnavailable(f"{path} cannot be written: {error.strerror}.") from error


def check_all(archive: Archive, roots: Sequence[x509.Certificate], at: datetime, progress: Progress) -> Whole:
    """Read every document back, put it together, and verify its seal."""
    whole = Whole(expected=archive.pile.description.documents)
    for number, place in archive.pile.ordered():
        whole.documents += 1
        try:
            fault = _fault_of(archive.pdf_at(place), roots, at)
        except DocumentUnavailable as error:
            fault = str(error)
        whole.holding += not fault
        if fault and len(whole.faults) < MOST_FAULTS:
            whole.faults.append(f"document {number}: {fault}")
        if number % 100 == 0:
            progress(number, whole.expected)
    if whole.documents != whole.expected:
        whole.faults.append(f"{whole.expected - whole.documents} documents are not sealed yet")
    return whole


def _fault_of(pdf: bytes, roots: Sequence[x509.Certificate], at: datetime) -> str:
    found = read(pdf, roots, at)
    return "" if found.holds else ", ".join([found.result.value, *found.reasons])

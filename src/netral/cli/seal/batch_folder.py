"""A folder of sealed documents: what it was made from, where each document lies, and how far the work is."""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from netral.config.errors import NetralError
from netral.engines import disk
from netral.engines.json_reader import read_json
from netral.engines.seal.segments import Place

FORMAT = 1
DESCRIPTION, PLACES, REFUSED, ROOTS = "netral-seal.json", "places.jsonl", "refused.csv", "roots.pem"
PEOPLE_AT_ONCE = 500
_PIECE = 1 << 20


class PileRefused(NetralError):
    """A folder that holds no sealed documents, those of another list, or that somebody works in."""


@dataclass(frozen=True)
class Description:
    """What a pile is made from; the same again continues it, anything else is refused."""

    ident: str
    people_sha256: str
    sheet: dict[str, str]
    signer: str
    documents: int
    at_once: int = PEOPLE_AT_ONCE
    version: int = FORMAT


@dataclass(frozen=True)
class Chunk:
    """Documents that were acknowledged together: the number of the first, and the place of each."""

    first: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class BatchFolder:
    """One folder and its description."""

    folder: Path
    description: Description

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a folder; raises PileRefused."""
        try:
            found = read_json((folder / DESCRIPTION).read_text())
        except FileNotFoundError as error:
            raise PileRefused(f"{folder} holds no sealed documents: `netral seal make` makes some.") from error
        except (OSError, ValueError) as error:
            raise PileRefused(f"{folder / DESCRIPTION} cannot be read: {error}") from error
        if found.get("version") != FORMAT:
            raise PileRefused(f"{folder} was made by another version of Netral.")
        return cls(folder, Description(**found))

    @classmethod
    def begin(cls, folder: Path, wanted: Description) -> Self:
        """Begin a folder, or continue it when it was made from the same; raises PileRefused."""
        if (folder / DESCRIPTION).exists():
            pile = cls.open(folder)
            _require_same(folder, pile.description, wanted)
            return pile
        if folder.exists() and any(path.name != REFUSED and not path.name.startswith(".") for path in folder.iterdir()):
            raise PileRefused(f"{folder} holds other files: name an empty folder, or one that is not there yet.")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk.put(folder / DESCRIPTION, json.dumps(asdict(wanted), ensure_ascii=False, indent=1).encode())
        return cls(folder, wanted)

    def chunks(self) -> Iterator[Chunk]:
        """Give what was acknowledged, in the order in which it was; the half line of a crash is passed over."""
        try:
            stream = (self.folder / PLACES).open("rb")
        except FileNotFoundError:
            return
        with stream:
            for line in stream:
                if line.endswith(b"\n"):
                    found = read_json(line)
                    yield Chunk(found["first"], tuple(Place(found["segment"], offset) for offset in found["offsets"]))

    def place(self, number: int) -> Place:
        """Find a document by its number, counted from 1; raises PileRefused."""
        for chunk in self.chunks():
            if chunk.first <= number < chunk.first + len(chunk.places):
                return chunk.places[number - chunk.first]
        if 1 <= number <= self.description.documents:
            raise PileRefused(f"Document {number} is not sealed yet: run `netral seal make` again to continue.")
        raise PileRefused(f"There is no document {number}: {self.folder} holds 1 to {self.description.documents}.")

    def ordered(self) -> Iterator[tuple[int, Place]]:
        """Give every document with its number, from 1 on."""
        for chunk in sorted(self.chunks(), key=lambda each: each.first):
            yield from enumerate(chunk.places, start=chunk.first)

    def done(self) -> int:
        """Count the documents acknowledged."""
        return sum(len(chunk.places) for chunk in self.chunks())


class PlacesKept:
    """Writes down what was acknowledged, each chunk durably before the next counts."""

    def __init__(self, pile: BatchFolder) -> None:
        self._descriptor = os.open(pile.folder / PLACES, os.O_RDWR | os.O_CREAT, 0o600)
        disk.flush(pile.folder)
        with (pile.folder / PLACES).open("rb") as stream:
            whole = sum(len(line) for line in stream if line.endswith(b"\n"))
        os.ftruncate(self._descriptor, whole)
        os.lseek(self._descriptor, whole, os.SEEK_SET)

    def keep(self, first: int, places: Sequence[Place]) -> None:
        """Write down where documents lie; they came from one append and so lie in one segment."""
        line = {"first": first, "segment": places[0].segment, "offsets": [place.offset for place in places]}
        disk.write_all(self._descriptor, json.dumps(line, separators=(",", ":")).encode() + b"\n")
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Work in a folder that nobody else works in; raises PileRefused."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not disk.try_lock(descriptor):
            raise PileRefused(f"Another `netral seal make` works in {folder}: wait for it.")
        yield
    finally:
        os.close(descriptor)


def new_ident() -> str:
    """Make the random name of a pile, under which its key is derived."""
    return secrets.token_hex(16)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in iter(lambda: stream.read(_PIECE), b""):
            digest.update(piece)
    return digest.hexdigest()


def _require_same(folder: Path, found: Description, wanted: Description) -> None:
    if found.people_sha256 != wanted.people_sha256 or found.documents != wanted.documents:
        raise PileRefused(f"{folder} holds the documents of another list of people: name another folder.")
    if (found.sheet, found.signer) != (wanted.sheet, wanted.signer):
        raise PileRefused(f"{folder} was begun with another form or key: give the same ones, or name another folder.")

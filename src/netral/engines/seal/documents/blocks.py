"""What an official document is made of: plain values, no drawing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Slot:
    """A value that differs from document to document where one form is pressed for thousands.

    `limit` counts characters. A slot printed in several places has the same limit and letters in all of them.
    `letters`, when given, are all the characters that may come, which keeps a typeface used for nothing else small.
    """

    name: str
    limit: int = 200
    before: str = ""
    after: str = ""
    letters: str = ""


Text = str | Slot


@dataclass(frozen=True)
class Letterhead:
    """Who issues the document, as printed at the top of the first page."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading inside the document."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `**words**` are set in semibold."""

    text: Text


@dataclass(frozen=True)
class Points:
    """Numbered points, each with optional lettered points under it."""

    items: tuple[str | tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Fields:
    """A table of names and values, such as the particulars of a person or a case."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a head row; `shares` are the relative column widths, `right` the columns of figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Quote:
    """A text repeated word for word, such as the article of a law or the text of a pledge."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Signatory:
    """One who signs: in what capacity, by name and number, and how the signature was given."""

    capacity: str
    name: Text
    number: Text = ""
    manner: Text = ""


@dataclass(frozen=True)
class Signatures:
    """The signature lines, two beside each other, under place and date."""

    place_and_date: Text
    people: tuple[Signatory, ...]


Block = Heading | Paragraph | Points | Fields | Grid | Quote | Signatures


@dataclass(frozen=True)
class SealNote:
    """The box by which a reader finds the verification page: its address, the code and a sentence."""

    url: Text
    code: Text
    sentence: str


@dataclass(frozen=True)
class Labels:
    """The few words the writer adds by itself, so that a document can be in another language."""

    number: str = "Nomor"
    page: str = "Halaman {page} dari {pages}"
    digest: str = "Sidik isi SHA-256"
    sealed: str = "Dokumen elektronik bersegel"
    language: str = "id-ID"


@dataclass(frozen=True)
class OfficialDocument:
    """One document, ready to be set in type."""

    letterhead: Letterhead
    title: str
    number: Text
    issued_at: datetime
    blocks: tuple[Block, ...]
    subtitle: str = ""
    seal: SealNote | None = None
    labels: Labels = field(default_factory=Labels)

    @property
    def digest(self) -> str:
        """SHA-256 of everything the document says, printed in its footer."""
        content = json.dumps(asdict(self), default=_plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


def _plain(value: object) -> str | list[object]:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value)

"""What may be stored for which purpose, and what a file is by its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import filetype

from netral.engines.tables.encodings import wide_encoding
from netral.engines.yaml_reader import read_yaml

MEGABYTE = 1024 * 1024
# Enough of a file to find the parts of an office document, whose first entries may be large.
HEAD = 64 * 1024


@dataclass(frozen=True)
class FileType:
    """One kind of file, with the endings that its names may have, the usual one first."""

    code: str
    label: str
    media_type: str
    endings: tuple[str, ...]


@dataclass(frozen=True)
class Purpose:
    """What a file is stored for: how large and of which kinds it may be, and how it is opened.

    A reader needs `permission`; where `copied` is true she is handed a copy without metadata.
    """

    code: str
    label: str
    limit: int
    types: tuple[FileType, ...]
    permission: str
    copied: bool

    @property
    def accepted(self) -> str:
        """The accepted kinds, for people."""
        return ", ".join(kind.label for kind in self.types)

    @property
    def accept(self) -> str:
        """The accepted kinds, for the browser's file chooser."""
        return ",".join(kind.media_type for kind in self.types)


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    kind.code: kind
    for kind in (
        FileType("jpeg", "JPEG", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
        FileType("png", "PNG", "image/png", ("png",)),
        FileType("webp", "WebP", "image/webp", ("webp",)),
        FileType("heic", "HEIC", "image/heic", ("heic", "heif", "hif")),
        # Voice recorders write the same container as cameras and call it m4a.
        FileType("mp4", "MP4", "video/mp4", ("mp4", "m4v", "m4a")),
        FileType("mov", "MOV", "video/quicktime", ("mov", "qt")),
        FileType("3gp", "3GP", "video/3gpp", ("3gp", "3gpp", "3g2")),
        FileType("mp3", "MP3", "audio/mpeg", ("mp3",)),
        FileType("m4a", "M4A", "audio/mp4", ("m4a", "m4b", "aac")),
        FileType("ogg", "OGG", "audio/ogg", ("ogg", "oga", "opus")),
        FileType("pdf", "PDF", "application/pdf", ("pdf",)),
        FileType("docx", "Word (docx)", f"{_OFFICE}.wordprocessingml.document", ("docx",)),
        FileType("xlsx", "Excel (xlsx)", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
        FileType("csv", "CSV", "text/csv", ("csv",)),
        FileType("txt", "Teks (txt)", "text/plain", ("txt", "text", "log", "md")),
    )
}

# What the detecting library calls some of them.
_SYNONYMS = {"audio/x-m4a": "audio/mp4", "application/ogg": "audio/ogg"}
_OFFICE_PART = re.compile(rb"PK\x03\x04.{26}(xl|word)/", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@cache
def purposes() -> dict[str, Purpose]:
    """All purposes by their code, from data/purposes.yaml."""
    rows = read_yaml((resources.files(__package__) / "data" / "purposes.yaml").read_text(encoding="utf-8"))
    return {
        row["code"]: Purpose(
            code=row["code"],
            label=row["label"],
            limit=row["limit_mb"] * MEGABYTE,
            types=tuple(TYPES[code] for code in row["types"]),
            permission=row["permission"],
            copied=row["copied"],
        )
        for row in rows
    }


def type_of(head: bytes, name: str) -> FileType | None:
    """What a file is, told from its first bytes; the name only tells CSV from other text."""
    if office := _OFFICE_PART.search(head):
        return TYPES["xlsx" if office.group(1) == b"xl" else "docx"]
    if head[4:10] == b"ftyp3g":
        # What cheap phones film in; the library knows only one of its brands.
        return TYPES["3gp"]
    found = filetype.guess(head)
    if found is not None:
        media_type = _SYNONYMS.get(found.mime, found.mime)
        return next((kind for kind in TYPES.values() if kind.media_type == media_type), None)
    if wide := wide_encoding(head):
        # Excel's "Unicode text" has two bytes a letter, so that half of them are zero.
        head = head.decode(wide, errors="ignore").encode()
    if _CONTROL.search(head) or _looks_like_markup(head):
        return None
    return TYPES["csv" if name.lower().endswith(".csv") else "txt"]


def megabytes(size: int) -> str:
    """A size for people: 12,5 MB."""
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0") + " MB"


def _looks_like_markup(head: bytes) -> bool:
    # A page or drawing that a browser would run must not pass as text.
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start == b"<"

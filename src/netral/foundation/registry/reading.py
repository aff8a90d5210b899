"""Reads the rows of a roster one by one: CSV in the encodings and with the separators people use, or a workbook."""

import codecs
import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine

from netral.foundation.registry.headings import guess

CHUNK = 1 << 20
SAMPLE_LINES = 30
SEPARATORS = (";", ",", "\t", "|")
# Far above the roster of any government; a file made to exhaust the machine stops here.
LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 600 * 1024 * 1024
MOST_ROWS = 300_000
# Workbooks of before 2007, and newer ones locked with a password, which are wrapped the same way.
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

Cells = Sequence[object]


class Unreadable(ValueError):
    """The file cannot be read as a roster; `reason` is a code of `wording.UNREADABLE`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class RosterFile:
    """A roster on disk, ready to be read any number of times."""

    path: Path
    encoding: str = ""
    separator: str = ""

    @property
    def is_workbook(self) -> bool:
        """Say whether the file is a workbook and not text."""
        return not self.encoding

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Give each row with the number a spreadsheet shows beside it.

        Raises:
            Unreadable: the file is damaged, or longer than any roster.
        """
        source = self._workbook_rows() if self.is_workbook else self._text_rows()
        for number, cells in source:
            if number > MOST_ROWS:
                raise Unreadable("too_long")
            yield number, cells

    def count(self) -> int:
        """Return about how many rows there are, for the progress shown."""
        if self.is_workbook:
            with _open_workbook(self.path) as book:
                height: int = book.get_sheet_by_index(0).total_height
                return height
        with self.path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(CHUNK), b"")) + 1

    def _workbook_rows(self) -> Iterator[tuple[int, Cells]]:
        with _open_workbook(self.path) as book:
            sheet = book.get_sheet_by_index(0)
            yield from enumerate(sheet.iter_rows(), start=1)

    def _text_rows(self) -> Iterator[tuple[int, Cells]]:
        with self.path.open(encoding=self.encoding, newline="") as stream:
            try:
                yield from enumerate(csv.reader(stream, delimiter=self.separator), start=1)
            except csv.Error as error:
                raise Unreadable("damaged") from error


def open_roster(path: Path) -> RosterFile:
    """Find out what kind of file a roster is.

    Raises:
        Unreadable: it is empty, too large, protected, damaged, or neither CSV nor a workbook.
    """
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty")
    if size > LARGEST_FILE:
        raise Unreadable("too_large")
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(OLD_WORKBOOK):
        raise Unreadable("protected")
    if start.startswith(b"PK\x03\x04"):
        _require_modest(path)
        with _open_workbook(path) as book:
            book.get_sheet_by_index(0)
        return RosterFile(path)
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise Unreadable("no_table")
    encoding = _encoding(path)
    return RosterFile(path, encoding, _separator(path, encoding))


def _require_modest(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
                raise Unreadable("too_large")
    except zipfile.BadZipFile as error:
        raise Unreadable("damaged") from error


def _open_workbook(path: Path) -> Any:
    try:
        return python_calamine.load_workbook(str(path))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged") from error


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with path.open("rb") as stream:
            for chunk in iter(lambda: stream.read(CHUNK), b""):
                if b"\x00" in chunk:
                    raise Unreadable("no_table")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _western(path)
    return "utf-8-sig"


def _western(path: Path) -> str:
    # Excel on Windows writes cp1252; the five bytes it leaves undefined still mean something in latin-1.
    try:
        path.read_text(encoding="cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _separator(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as stream:
        lines = [line for line, _ in zip(stream, range(SAMPLE_LINES), strict=False)]
    return max(SEPARATORS, key=lambda separator: _fit(lines, separator))


def _fit(lines: list[str], separator: str) -> tuple[int, int]:
    """Return how many heads a separator makes out, and how many cells a row then has."""
    try:
        rows = [cells for cells in csv.reader(lines, delimiter=separator) if cells]
    except csv.Error:
        return 0, 0
    widths = sorted(len(cells) for cells in rows)
    return max((len(guess(cells)) for cells in rows), default=0), widths[len(widths) // 2] if widths else 0

"""Looks into a workbook without building it: which sheets there are, who sees them, how far their cells reach.

Only cells that exist are counted, in passing; what a sheet declares of its size is not believed.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

import python_calamine

from netral.engines.tables.rows import MOST_ROWS, Cells, Flaw, FlawKind, Row, Unreadable

LARGEST_UNPACKED = 600 * 1024 * 1024
MOST_PARTS = 2000
MOST_CELLS = 20_000_000
# So many formulas are remembered by their place.
MOST_FORMULAS = 50_000
# The reader keeps a place for every cell between the first and the furthest, filled or not.
MOST_PLACES = 6_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
CHUNK = 1 << 20
_RELATIONS = "_rels/.rels"
_BOOK = "/officeDocument"
_FILLED = frozenset({"v", "is", "f"})
_TRUE = ("1", "true")
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")

Start = Callable[[str, Mapping[str, str]], None]


@dataclass(frozen=True)
class Sheet:
    """One visible sheet that holds something: how many rows, and what of it is hidden from whoever looks at it.

    `formulas` are row and column, from 1 on, of the first cells with a formula; not of one that worked out to a text,
    which may well be empty.
    """

    name: str
    rows: int
    columns: int
    cells: int
    hidden_rows: int = 0
    hidden_columns: int = 0
    formulas: frozenset[tuple[int, int]] = frozenset()

    def require_modest(self) -> None:
        """Refuse a sheet that cannot be read in the room there is.

        Raises:
            Unreadable: a cell stands far from the others, or there are too many.
        """
        places = self.rows * self.columns
        if places > MOST_PLACES and self.cells * 50 < places:
            raise Unreadable("far_cell", cell=f"{letters(self.columns)}{self.rows}", sheet=self.name)
        if places > MOST_PLACES or self.rows > MOST_ROWS:
            raise Unreadable("too_long")


def sheets_of(path: Path) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the visible sheets that hold something, and the names of the hidden ones.

    Raises:
        Unreadable: the workbook is damaged, of another kind, or made to exhaust the machine.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _sheets(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, expat.ExpatError, KeyError, NotImplementedError) as error:
        raise Unreadable("damaged") from error
    except RuntimeError as error:
        raise Unreadable("protected") from error


def sheet_rows(path: Path, sheet: str) -> list[Row]:
    """Return every row of a sheet from the first on; for a sheet that was measured before.

    A row with a line break inside a cell is flawed: a workbook saved from text with a stray quotation mark holds
    whole lines of other people in such cells, and nobody can tell them from a cell that somebody wrapped.

    Raises:
        Unreadable: the workbook is damaged.
    """
    try:
        with python_calamine.load_workbook(str(path)) as book:
            rows = book.get_sheet_by_name(sheet).iter_rows()
            return [Row(number, cells, _flaw(number, cells)) for number, cells in enumerate(rows, start=1)]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged") from error


def letters(column: int) -> str:
    """Return the letters of a column, from 1 on, as a spreadsheet shows them."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _flaw(number: int, cells: Cells) -> Flaw | None:
    for column, cell in enumerate(cells, start=1):
        # A break at the edge of a cell parts nothing.
        if isinstance(cell, str) and _BREAK.search(cell.strip()):
            return Flaw(FlawKind.LINE_BREAK, column, number)
    return None


def _sheets(archive: zipfile.ZipFile) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    parts = _parts(archive)
    if _RELATIONS not in parts:
        raise Unreadable("no_table")
    workbook = next(
        (target for kind, target in dict(_relations(archive, parts[_RELATIONS], "/")).values() if kind.endswith(_BOOK)),
        "",
    )
    folder, _, file = workbook.rpartition("/")
    # What else is packed so, such as ODS, XLSB or a document, holds no workbook of this kind.
    if folder != "xl" or not file.endswith(".xml"):
        raise Unreadable("no_table")
    targets = dict(_relations(archive, parts[f"xl/_rels/{file}.rels"], "/xl"))
    seen: list[Sheet] = []
    hidden: list[str] = []
    for name, state, relation in _listed(archive, parts[workbook]):
        kind, target = targets[relation]
        if state != "visible":
            hidden.append(name)
        elif kind.endswith("/worksheet"):
            sheet = _measured(archive, parts[target], name)
            seen += [sheet] if sheet.cells else []
    names = [sheet.name.casefold() for sheet in seen]
    if len(set(names) | {name.casefold() for name in hidden}) != len(names) + len(hidden):
        raise Unreadable("damaged")
    return tuple(seen), tuple(hidden)


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Unreadable("too_large")
    parts = {member.filename.lower().lstrip("/"): member for member in members}
    if len(parts) != len(members):
        raise Unreadable("damaged")
    for name, member in parts.items():
        # What a part says of its own size is only believed once it was unpacked and is not longer.
        if name.startswith("xl/") and not name.startswith(("xl/worksheets/", "xl/media/")):
            with archive.open(member) as stream:
                while stream.read(CHUNK):
                    continue
    return parts


def _listed(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            found.append((attributes.get("name", ""), attributes.get("state", "visible"), relation))

    with archive.open(part) as stream:
        _parse(stream, start)
    yield from found


def _relations(archive: zipfile.ZipFile, part: zipfile.ZipInfo, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
    found: list[tuple[str, tuple[str, str]]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = posixpath.normpath(posixpath.join(folder, attributes.get("Target", ""))).lower().lstrip("/")
            found.append((attributes.get("Id", ""), (attributes.get("Type", ""), target)))

    with archive.open(part) as stream:
        _parse(stream, start)
    yield from found


def _measured(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Sheet:
    tape = _Tape()
    with archive.open(part) as stream:
        _parse(stream, tape.start)
    return Sheet(
        name,
        tape.rows,
        tape.columns,
        tape.filled,
        tape.hidden_rows,
        tape.hidden_columns,
        frozenset(tape.formulas),
    )


def _parse(stream: IO[bytes], start: Start) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda tag, attributes: start(
        tag if ":" not in tag else tag[tag.find(":") + 1 :], attributes
    )
    parser.ParseFile(stream)


def _refuse_doctype(*_facts: object) -> None:
    # No spreadsheet writes one; entities declared in it could swell without end.
    raise Unreadable("damaged")


class _Tape:
    """Measures a sheet while it passes by."""

    def __init__(self) -> None:
        self.rows = self.columns = self.filled = self.hidden_rows = self.hidden_columns = 0
        self._seen = self._row = self._column = 0
        self._columns_of: dict[str, int] = {}
        self._type: str | None = None
        self.formulas: list[tuple[int, int]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take one opening tag in."""
        if tag == "c":
            self._cell(attributes.get("r"))
            self._type = attributes.get("t")
        elif tag in _FILLED:
            self.filled += 1
            if tag == "f" and self._type != "str" and len(self.formulas) < MOST_FORMULAS:
                self.formulas.append((self._row, self._column))
            if self._row > self.rows:
                self.rows = self._row
            if self._column > self.columns:
                self.columns = self._column
        elif tag == "row":
            self._row, self._column = _whole(attributes.get("r"), self._row + 1, LAST_ROW), 0
            self.hidden_rows += _is_hidden(attributes, "ht")
        elif tag == "col" and _is_hidden(attributes, "width"):
            first = _whole(attributes.get("min"), 1, LAST_COLUMN)
            # Hiding everything to the right of the table hides nothing of it.
            last = _whole(attributes.get("max"), first, LAST_COLUMN)
            self.hidden_columns += last - first + 1 if last < LAST_COLUMN else 0

    def _cell(self, place: str | None) -> None:
        self._seen += 1
        if self._seen > MOST_CELLS:
            raise Unreadable("too_long")
        if place is None:
            self._column += 1
            return
        text = place.rstrip("0123456789")
        column = self._columns_of.get(text) or self._columns_of.setdefault(text, _column(text))
        # Most cells stand in the row that holds them; only another one has to be read.
        if place != f"{text}{self._row}":
            self._row = _whole(place[len(text) :], 0, LAST_ROW)
        self._column = column


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    return attributes.get("hidden") in _TRUE or attributes.get(size) in ("0", "0.0")


def _column(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    if not (text.isascii() and text.isalpha() and number <= LAST_COLUMN):
        raise Unreadable("damaged")
    return number


def _whole(text: str | None, default: int, most: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise Unreadable("damaged")
    return int(text)

"""The one reader of tables from outside: separated text in the encodings people use, or a sheet of a workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from netral.engines.sandbox.limits import MEGABYTE, Busy, FileTooCostly, Limits, ParserCrashed
from netral.engines.sandbox.pool import run
from netral.engines.tables.encodings import CHUNK, encoding_of
from netral.engines.tables.rows import LARGEST_FILE, MOST_ROWS, Row, SheetUnnamed, Unreadable
from netral.engines.tables.separated import separated_rows, separator_of
from netral.engines.tables.sheets import Sheet, sheet_rows, sheets_of

# Workbooks of before 2007, and newer ones locked with a password, which are wrapped the same way.
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# Enough for the longest table of the widest kind; what needs more was made to exhaust the machine.
_LIMITS = Limits(memory=768 * MEGABYTE, cpu_s=30, wall_s=90.0, output=192 * MEGABYTE)
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")

T = TypeVar("T")


@dataclass(frozen=True)
class Table:
    """A table on disk, ready to be read any number of times; of a workbook, the sheet that was taken."""

    path: Path
    encoding: str = ""
    separator: str = ""
    sheets: tuple[Sheet, ...] = ()
    sheet: Sheet | None = None

    @property
    def is_workbook(self) -> bool:
        """Say whether the file is a workbook and not text."""
        return not self.encoding

    @property
    def needs_sheet(self) -> bool:
        """Say whether a person has to choose among several sheets."""
        return self.is_workbook and self.sheet is None

    def of_sheet(self, name: str) -> "Table":
        """Return the table of a sheet by its name.

        Raises:
            Unreadable: no visible sheet that holds something is called so, or it is too large.
        """
        exact = [sheet for sheet in self.sheets if sheet.name == name]
        alike = [sheet for sheet in self.sheets if sheet.name.strip().casefold() == name.strip().casefold()]
        found = next(iter([*exact, *alike]), None)
        if found is None:
            raise Unreadable("unknown_sheet", sheet=name, sheets=self._names())
        found.require_modest()
        return replace(self, sheet=found)

    def rows(self) -> Iterator[Row]:
        """Give every line of the file with the number a spreadsheet shows beside it, empty and flawed ones too.

        Raises:
            Unreadable: the file is damaged, longer than any roster, or nobody chose among its sheets.
        """
        for row in self._workbook_rows() if self.is_workbook else self._text_rows():
            if row.number > MOST_ROWS:
                raise Unreadable("too_long")
            yield row

    def count(self) -> int:
        """Return about how many rows there are, for the progress shown."""
        if self.is_workbook:
            return self.sheet.rows if self.sheet else 0
        with self.path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(CHUNK), b"")) + 1

    def _names(self) -> str:
        return ", ".join(sheet.name for sheet in self.sheets)

    def _text_rows(self) -> Iterator[Row]:
        return separated_rows(self.path, self.encoding, self.separator)

    def _workbook_rows(self) -> Iterator[Row]:
        if self.sheet is None:
            raise SheetUnnamed([sheet.name for sheet in self.sheets])
        yield from _in_child(sheet_rows, self.path, self.sheet.name)


def open_table(path: Path, heads_in: Callable[[Sequence[str]], int], sheet: str = "") -> Table:
    """Find out what kind of table a file is; `heads_in` tells how many known heads a row of texts holds.

    Of a workbook the named sheet is taken, or the only visible one that holds something.

    Raises:
        Unreadable: it is empty, too large, protected, damaged, or neither separated text nor a workbook.
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
        return _open_workbook(path, sheet)
    if start.startswith(_OTHERS):
        raise Unreadable("no_table")
    if sheet:
        raise Unreadable("no_sheets", sheet=sheet)
    encoding = encoding_of(path)
    return Table(path, encoding, separator_of(path, encoding, heads_in))


def _open_workbook(path: Path, sheet: str) -> Table:
    sheets, hidden = _in_child(sheets_of, path)
    if not sheets:
        raise Unreadable("only_hidden", sheets=", ".join(hidden)) if hidden else Unreadable("empty")
    table = Table(path, sheets=sheets)
    if sheet or len(sheets) == 1:
        return table.of_sheet(sheet or sheets[0].name)
    return table


def _in_child(function: Callable[..., T], *arguments: object) -> T:
    try:
        return run(function, *arguments, limits=_LIMITS)
    except FileTooCostly as error:
        raise Unreadable("too_costly") from error
    except ParserCrashed as error:
        raise Unreadable("damaged") from error
    except Busy as error:
        raise Unreadable("busy") from error

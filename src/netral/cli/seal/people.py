"""The people of a list: each row checked before anything is sealed, each wrong one named with its reason."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from netral.config.errors import NetralError
from netral.engines.seal.documents.fonts import UnprintableText, printable
from netral.engines.tables.cells import as_text
from netral.engines.tables.days import day_of
from netral.engines.tables.protection import protect
from netral.engines.tables.rows import Cells, Flaw, Row, Unreadable
from netral.engines.tables.table import Table
from netral.foundation.registry.domain import (
    Fault,
    Faulty,
    Field,
    Problem,
    digits_of_nip,
    marked_as_damaged,
    parse_line,
    parse_name,
    parse_nip,
)
from netral.foundation.registry.labels import UNSURE, reason, unreadable
from netral.foundation.registry.nip_column import NipColumn
from netral.foundation.registry.roster_file import field_of, open_roster

COLUMNS = ("nip", "name", "unit", "position", "date")
# What a file of refused rows has besides, so that it can be mended and sealed as it is.
ADDED = ("row", "column", "reason")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
SHOWN = 20
DOUBTS_SHOWN = 5

_DATE_HEADS = ("tanggal", "tanggal ikrar", "tgl")


class ListRefused(NetralError):
    """A list of people that is not sealed as it stands."""


class Person(NamedTuple):
    """One right row."""

    nip: str
    name: str
    unit: str
    position: str
    day: date


class Refused(NamedTuple):
    """One wrong row: its number in the file, what is wrong with it, and what stood there."""

    row: int
    column: str
    reason: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return _("Baris %(row)s, %(column)s: %(reason)s") % self._asdict()


@dataclass(frozen=True)
class People:
    """A list on disk, read row by row as often as it is needed."""

    file: Table
    head_row: int
    columns: Mapping[str, int]
    width: int
    limits: Mapping[str, int]
    today: date

    def rows(self, numbers: NipColumn | None = None) -> Iterator[Person | Refused]:
        """Give each row of the file, right or wrong, in its order; empty lines are passed over.

        `numbers` is shown every NIP as it is written.
        """
        seen: dict[tuple[int, date], int] = {}
        for row in self._below_head():
            number, cells = row.number, row.cells
            texts = tuple(as_text(self._cell(cells, column)) for column in COLUMNS)
            if not (row.flaw or any(map(as_text, cells))):
                continue
            if numbers and not row.flaw:
                numbers.take(self._cell(cells, "nip"))
            found = self._broken(number, row.flaw, texts) if row.flaw else self._checked(number, cells, texts)
            if isinstance(found, Person):
                first = seen.setdefault((int(found.nip), found.day), number)
                if first != number:
                    fault = Fault(Field.NIP, found.nip, Problem.REPEATED, {"row": str(first)})
                    found = Refused(number, "nip", reason(fault), texts)
            yield found

    def right(self) -> Iterator[Person]:
        """Give the right rows alone."""
        return (row for row in self.rows() if isinstance(row, Person))

    def doubt(self, person: Person) -> str:
        """Say what is unlikely about somebody's NIP; it is sealed as written, and whoever gave the list is told."""
        try:
            parse_nip(person.nip, self.today)
        except Faulty as error:
            return reason(Fault(Field.NIP, person.nip, error.problem, error.detail))
        return ""

    def count(self) -> int:
        """Tell about how many rows there are, for the progress shown."""
        return self.file.count()

    def _below_head(self) -> Iterator[Row]:
        try:
            yield from islice(self.file.rows(), self.head_row, None)
        except Unreadable as error:
            raise refused_file(error) from error

    def _cell(self, cells: Cells, column: str) -> object:
        place = self.columns[column]
        return cells[place] if place < len(cells) else ""

    def _broken(self, number: int, flaw: Flaw, texts: tuple[str, ...]) -> Refused:
        column = next((name for name, place in self.columns.items() if place == flaw.column - 1), str(flaw.column))
        fault = Fault(None, "", Problem(flaw.kind.value), {"row": str(flaw.opened)})
        return Refused(number, column, reason(fault), _unsure(texts))

    def _checked(self, number: int, cells: Cells, texts: tuple[str, ...]) -> Person | Refused:
        if any(as_text(cell) for cell in cells[self.width :]):
            extra = _(
                "Ada lebih banyak kolom daripada judulnya. Apit teks yang berisi pemisah kolom dengan tanda kutip."
            )
            return Refused(number, "", extra, texts)
        column = ""
        values: dict[str, str] = {}
        try:
            for column in COLUMNS[:-1]:
                values[column] = self._value(column, self._cell(cells, column))
            column = COLUMNS[-1]
            day = read_day(self._cell(cells, column))
        except Faulty as error:
            fault = Fault(Field.NAME, texts[COLUMNS.index(column)], error.problem, error.detail)
            return Refused(number, column, reason(fault), _unsure(texts) if error.problem in UNSURE else texts)
        except UnprintableText as error:
            words = _("Huruf %(letters)s tidak dapat dicetak. Periksa apakah berkas disimpan sebagai UTF-8.")
            return Refused(number, column, words % {"letters": " ".join(error.characters)}, texts)
        except ValueError as error:
            return Refused(number, column, str(error), texts)
        return Person(**values, day=day)

    def _value(self, column: str, cell: object) -> str:
        if column == "nip":
            return digits_of_nip(cell)
        text = printable(parse_name(cell) if column == "name" else parse_line(cell))
        if column == "unit" and not text:
            raise Faulty(Problem.EMPTY)
        limit = self.limits.get(column, len(text))
        if len(text) > limit:
            raise Faulty(Problem.TOO_LONG, limit=str(limit))
        return text


def open_people(path: Path, limits: Mapping[str, int], today: date, sheet: str = "") -> People:
    """Open a list and find its columns in the first line that holds anything; raises ListRefused."""
    try:
        file = open_roster(path, sheet)
        head = next((row for row in file.rows() if row.flaw or any(map(as_text, row.cells))), Row(1, ()))
    except Unreadable as error:
        raise refused_file(error, f"{path}: ") from error
    if head.cells and not head.head_cells:
        raise refused_file(Unreadable("broken_head", row=str(head.number)), f"{path}: ")
    names = [_column_of(cell) for cell in head.head_cells]
    while names and not names[-1]:
        names.pop()
    missing = [column for column in COLUMNS if column not in names]
    unknown = [name for name in names if name not in (*COLUMNS, *ADDED)]
    if missing or unknown or len(set(names)) != len(names):
        raise ListRefused(
            f"{path}: the first line must name the columns {','.join(COLUMNS)}, each once and in any order; it names "
            f"{','.join(names) or 'none'}."
        )
    return People(file, head.number, {column: names.index(column) for column in COLUMNS}, len(names), limits, today)


def read_day(cell: object) -> date:
    """Read a day as people write it: 2024-10-07, 07-10-2024, 7/10/2024 or 7 Oktober 2024; raises ValueError."""
    text = as_text(cell)
    if not text:
        raise ValueError(_("Belum diisi."))
    day = day_of(cell if isinstance(cell, date) else text)
    if day is None:
        raise ValueError(_("%(text)s bukan tanggal. Tulis seperti 2024-10-07 atau 7 Oktober 2024.") % {"text": text})
    if not EARLIEST <= day < LATEST:
        raise ValueError(_("Tahun %(year)s tidak masuk akal.") % {"year": day.year})
    return day


def refuse(wrong: Sequence[Refused], total: int) -> ListRefused:
    """Say which rows are wrong, the first ones word for word."""
    head = _("%(number)s baris salah; tidak ada yang disegel. Perbaiki, atau jalankan lagi dengan --skip-bad.")
    return ListRefused("\n".join([head % {"number": total}, *_first(wrong, total)]))


def write_refused(path: Path, wrong: Iterator[Refused]) -> int:
    """Write the wrong rows to a file that can be mended and sealed by itself; returns how many there are."""
    written = 0
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*COLUMNS, *ADDED])
        for each in wrong:
            written += 1
            writer.writerow([*map(protect, each.cells), each.row, each.column, each.reason])
    draft.replace(path)
    return written


def left_out(wrong: Sequence[Refused], total: int, path: Path) -> ListRefused:
    """Say which rows were not sealed, the first ones word for word, and where all of them stand."""
    head = _("%(number)s baris tidak disegel. Perbaiki di %(path)s, lalu segel berkas itu.")
    return ListRefused("\n".join([head % {"number": total, "path": path}, *_first(wrong, total)]))


def _column_of(head: object) -> str:
    """Return the column that a head names, in the words of this list or in those of a roster."""
    text = as_text(head).casefold()
    if text in (*COLUMNS, *ADDED):
        return text
    field = field_of(head)
    return COLUMNS[-1] if text in _DATE_HEADS else field.value if field else text


def _unsure(texts: tuple[str, ...]) -> tuple[str, ...]:
    return (marked_as_damaged(texts[0]), *texts[1:])


def _first(wrong: Sequence[Refused], total: int) -> list[str]:
    lines = [str(each) for each in wrong[:SHOWN]]
    if total > len(lines):
        lines.append(_("... dan %(number)s baris lain.") % {"number": total - len(lines)})
    return lines


def refused_file(error: Unreadable, before: str = "") -> ListRefused:
    """Say why a whole list is refused and what to do."""
    return ListRefused(f"{before}{unreadable(error)}{' (--sheet NAME)' * ('sheets' in error.detail)}")

"""A workbook that was handed out to be filled and came back: every filled cell, and what a form must not hold.

A form is no list: where a value stands counts, a formula is no answer, and merged cells hide what stood in them.
"""

import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from netral.engines.sandbox.limits import MEGABYTE, Busy, FileTooCostly, Limits, ParserCrashed
from netral.engines.sandbox.pool import run
from netral.engines.tables.rows import Unreadable
from netral.engines.tables.sheets import sheets_of

LARGEST = 10 * MEGABYTE
MOST_FORM_CELLS = 200_000
_LIMITS = Limits(memory=768 * MEGABYTE, cpu_s=30, wall_s=90.0, output=64 * MEGABYTE)
_MACROS = ("vbaproject.bin", "macrosheets/")
_TYPES = "[Content_Types].xml"
_MACRO_ENDINGS = frozenset({".xlsm", ".xltm", ".xlam"})
# Both parsers of XML report a broken part as a kind of SyntaxError.
_DAMAGED = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, AssertionError, RuntimeError, OSError, EOFError,
)  # fmt: skip

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class FormCell:
    """A filled cell: its place as a spreadsheet names it, its value, and whether it is a formula or an error."""

    place: str
    column: int
    value: Value
    is_formula: bool = False
    is_error: bool = False


@dataclass(frozen=True)
class FormSheet:
    """A sheet: its filled cells by row, in order, and the ranges that were merged."""

    name: str
    rows: dict[int, tuple[FormCell, ...]]
    merged: tuple[str, ...]


def read_form(path: Path) -> tuple[FormSheet, ...]:
    """Return the sheets of a filled workbook, in their order.

    Raises:
        Unreadable: it is missing, empty, too large, holds macros, or is no workbook; `reason` says which.
    """
    _refuse_others(path)
    try:
        return run(form_sheets, path, limits=_LIMITS)
    except Busy as error:
        raise Unreadable("busy") from error
    except FileTooCostly as error:
        raise Unreadable("too_large") from error
    except ParserCrashed as error:
        raise Unreadable("damaged") from error


def form_sheets(path: Path) -> tuple[FormSheet, ...]:
    """Read the sheets; for the sandbox alone.

    Raises:
        Unreadable: it is damaged, too large, holds macros, or is no workbook.
    """
    _refuse_macros(path)
    measured, _hidden = sheets_of(path)
    if sum(sheet.cells for sheet in measured) > MOST_FORM_CELLS:
        raise Unreadable("too_large")
    for sheet in measured:
        sheet.require_modest()
    try:
        book = load_workbook(path)
        return tuple(_sheet(sheet) for sheet in book.worksheets)
    except Unreadable:
        raise
    except _DAMAGED as error:
        raise Unreadable("damaged") from error


def _refuse_others(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        raise Unreadable("missing") from error
    if path.suffix.lower() in _MACRO_ENDINGS:
        raise Unreadable("macros")
    if not size:
        raise Unreadable("empty")
    if size > LARGEST:
        raise Unreadable("too_large")
    if start != b"PK\x03\x04":
        raise Unreadable("no_table")


def _refuse_macros(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
            size = archive.getinfo(_TYPES).file_size if _TYPES in archive.namelist() else 0
            types = archive.read(_TYPES).lower() if 0 < size <= MEGABYTE else b""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Unreadable("damaged") from error
    if b"macroenabled" in types or any(mark in name for name in names for mark in _MACROS):
        raise Unreadable("macros")


def _sheet(sheet: Worksheet) -> FormSheet:
    rows = {
        number: cells
        for number, row in enumerate(sheet.iter_rows(), start=1)
        if (cells := tuple(_cell(cell, column) for column, cell in enumerate(row, start=1) if cell.value is not None))
    }
    return FormSheet(str(sheet.title), rows, tuple(str(merged) for merged in sheet.merged_cells.ranges))


def _cell(cell: Cell | MergedCell, column: int) -> FormCell:
    is_formula, is_error = cell.data_type == "f", cell.data_type == "e"
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if is_formula or not isinstance(value, str | int | float | bool | date):
        value = str(value)
    return FormCell(cell.coordinate, column, value, is_formula, is_error)

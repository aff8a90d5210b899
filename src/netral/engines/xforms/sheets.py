"""The sheets of an XLSForm as texts with their row numbers, from a workbook or from markdown tables."""

import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from netral.engines.sandbox.limits import FileTooCostly
from netral.engines.tables.form_sheets import FormCell, FormSheet, form_sheets
from netral.engines.tables.rows import Unreadable
from netral.engines.tables.sheets import letters, sheets_of
from netral.engines.xforms.faults import Fault, FaultKind, FormInvalid

LARGEST_FORM = 2 * 1024 * 1024
USED = ("survey", "choices", "settings")
UNUSABLE = frozenset({"external_choices", "entities", "osm"})
# Other spellings of heads that XLSForm allows.
_SPELLINGS = {
    "relevance": "relevant", "bind::relevant": "relevant", "calculate": "calculation", "bind::calculate": "calculation",
    "bind::constraint": "constraint", "bind::required": "required", "caption": "label", "list name": "list_name",
    "id_string": "form_id", "title": "form_title", "constraining_message": "constraint_message",
    "bind::jr:constraintMsg": "constraint_message", "bind::jr:requiredMsg": "required_message", "value": "name",
}  # fmt: skip
_KINDS = {"macros": FaultKind.MACROS, "too_large": FaultKind.TOO_LARGE, "too_long": FaultKind.TOO_LARGE}
_RULER = re.compile(r"^[|:\s-]+$")
_PIPE = re.compile(r"(?<!\\)\|")
_BLANKS = re.compile(r"[ \u00a0]+")


@dataclass(frozen=True)
class SheetRow:
    """One filled row: its number as a spreadsheet shows it, and its texts by head."""

    number: int
    cells: dict[str, str]

    def text(self, head: str) -> str:
        """Return what stands under a head, empty when nothing does."""
        return self.cells.get(head, "")


@dataclass(frozen=True)
class FormGrid:
    """One sheet of a form: its heads in order, and its filled rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]


Book = dict[str, FormGrid]


def read_workbook(content: bytes) -> Book:
    """Return the sheets of a workbook that XLSForm knows; parses a stranger's file, so for the sandbox alone.

    Raises:
        FormInvalid: it is no workbook, too large, or hides what a reviewer would have to see.
    """
    if len(content) > LARGEST_FORM:
        raise FormInvalid((Fault(FaultKind.TOO_LARGE),))
    if not content.startswith(b"PK\x03\x04"):
        raise FormInvalid((Fault(FaultKind.NOT_XLSX),))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(content)
        kept.flush()
        try:
            found = form_sheets(Path(kept.name))
            faults = _hidden(Path(kept.name))
        except Unreadable as error:
            raise FormInvalid((Fault(_KINDS.get(error.reason, FaultKind.DAMAGED)),)) from error
        except FileTooCostly as error:
            raise FormInvalid((Fault(FaultKind.TOO_LARGE),)) from error
    faults += _formulas(found)
    if faults:
        raise FormInvalid(tuple(faults))
    return _book([(sheet.name, {number: _texts(cells) for number, cells in sheet.rows.items()}) for sheet in found])


def read_tables(text: str) -> Book:
    """Return the sheets of markdown tables as pyxform writes them: a name in the first cell starts a sheet.

    Raises:
        FormInvalid: it is too large, or a sheet stands in it twice.
    """
    if len(text.encode()) > LARGEST_FORM:
        raise FormInvalid((Fault(FaultKind.TOO_LARGE),))
    sheets: list[tuple[str, dict[int, dict[int, str]]]] = []
    for line in text.splitlines():
        row = line.strip()
        if not row.startswith("|") or _RULER.match(row):
            continue
        name, *cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(row)[1:]]
        if name:
            sheets.append((name, {}))
        if sheets and any(cells):
            rows = sheets[-1][1]
            rows[len(rows) + 1] = {column: cell for column, cell in enumerate(cells, start=1) if cell}
    return _book(sheets)


def _book(sheets: list[tuple[str, dict[int, dict[int, str]]]]) -> Book:
    known = [(name.lower(), rows) for name, rows in sheets if name.lower() in {*USED, *UNUSABLE}]
    faults = [
        Fault(FaultKind.SHEET_TWICE, name, values={"sheet": name}) for name, count in _counted(known) if count > 1
    ]
    faults += [
        Fault(FaultKind.UNUSABLE_SHEET, name, values={"sheet": name})
        for name, rows in known
        if name in UNUSABLE and rows
    ]
    if "survey" not in dict(known):
        found = ", ".join(name for name, _rows in sheets) or "-"
        faults.append(Fault(FaultKind.NO_SURVEY, values={"found": found}))
    faults += [fault for name, rows in known for fault in _head_faults(name, rows)]
    if faults:
        raise FormInvalid(tuple(faults))
    return {name: _grid(name, rows) for name, rows in known}


def _counted(known: list[tuple[str, dict[int, dict[int, str]]]]) -> list[tuple[str, int]]:
    return list(Counter(name for name, _rows in known).items())


def _head_faults(name: str, rows: dict[int, dict[int, str]]) -> list[Fault]:
    heads = Counter(_heads(rows).values())
    return [Fault(FaultKind.HEAD_TWICE, name, 1, head, {"head": head}) for head, count in heads.items() if count > 1]


def _heads(rows: dict[int, dict[int, str]]) -> dict[int, str]:
    return {column: _head(text) for column, text in rows.get(1, {}).items()}


def _head(text: str) -> str:
    head = "::".join(part.strip() for part in text.split("::"))
    return _SPELLINGS.get(head, head)


def _grid(name: str, rows: dict[int, dict[int, str]]) -> FormGrid:
    heads = _heads(rows)
    filled = (
        SheetRow(number, {heads[column]: text for column, text in cells.items() if column in heads})
        for number, cells in sorted(rows.items())
        if number > 1
    )
    return FormGrid(name, tuple(heads.values()), tuple(row for row in filled if row.cells))


def _texts(cells: tuple[FormCell, ...]) -> dict[int, str]:
    texts = {cell.column: _text(cell) for cell in cells}
    return {column: text for column, text in texts.items() if text}


def _text(cell: FormCell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _BLANKS.sub(" ", str(value)).strip()


def _hidden(path: Path) -> list[Fault]:
    visible, hidden = sheets_of(path)
    faults = [
        Fault(FaultKind.HIDDEN_SHEET, name, values={"sheet": name})
        for name in hidden
        if name.lower() in {*USED, *UNUSABLE}
    ]
    return faults + [
        Fault(FaultKind.HIDDEN_CELLS, sheet.name, values={"sheet": sheet.name})
        for sheet in visible
        if sheet.name.lower() in USED and (sheet.hidden_rows or sheet.hidden_columns)
    ]


def _formulas(sheets: tuple[FormSheet, ...]) -> list[Fault]:
    return [
        Fault(FaultKind.FORMULA, sheet.name, row, letters(cell.column), {"place": cell.place})
        for sheet in sheets
        if sheet.name.lower() in USED
        for row, cells in sheet.rows.items()
        for cell in cells
        if cell.is_formula or cell.is_error
    ]

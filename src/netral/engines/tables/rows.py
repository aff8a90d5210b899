"""What a table from outside gives: its rows, the flaws that make a line no row, and why a whole file is refused."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

# Far above the roster of any government; a file made to exhaust the machine stops here.
LARGEST_FILE = 50 * 1024 * 1024
MOST_ROWS = 300_000

Cells = Sequence[object]


class FlawKind(StrEnum):
    """Why a line is no row: three that only text has, and one that only a workbook has."""

    OPEN_QUOTE = "open_quote"
    INSIDE_QUOTE = "inside_quote"
    TEXT_AFTER_QUOTE = "text_after_quote"
    LINE_BREAK = "line_break"


class Flaw(NamedTuple):
    """What is wrong with a line: the kind, the column from 1 on, and the line where the quotation mark stands."""

    kind: FlawKind
    column: int
    opened: int


class Row(NamedTuple):
    """One line of the file with the number a spreadsheet shows beside it; the cells of a flawed one are only shown."""

    number: int
    cells: Cells
    flaw: Flaw | None = None

    @property
    def head_cells(self) -> Cells:
        """The cells as a row of heads: a wrapped title is still a title, a line cut wrongly holds none."""
        return self.cells if self.flaw is None or self.flaw.kind is FlawKind.LINE_BREAK else ()


class Unreadable(ValueError):
    """The file cannot be read as a table; `reason` is a code, `detail` holds particulars for the wording."""

    def __init__(self, reason: str, **detail: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class SheetUnnamed(Unreadable):
    """A workbook has several sheets to be seen, and nobody said which is meant; `sheets` names them."""

    def __init__(self, sheets: Sequence[str]) -> None:
        super().__init__("several_sheets", sheets=", ".join(sheets))
        self.sheets = tuple(sheets)

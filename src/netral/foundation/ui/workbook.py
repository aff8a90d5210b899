"""A workbook of one sheet, written row by row."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook


def write(spool: Any, lines: Iterable[Sequence[Any]], name: str) -> None:
    """Write lines to the one sheet of a new workbook, whose name is shortened to what a sheet may be called."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "Data")
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append(list(line))
    book.save(spool)

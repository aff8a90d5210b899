"""Table rows as CSV and XLSX files, written to disk in passing so that size does not matter."""

import csv
import re
import tempfile
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, cast

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

SPOOLED_BYTES = 2**20
# A spreadsheet runs a cell that starts with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def harmless(value: Any) -> Any:
    """Make a value safe to open in a spreadsheet: text that would run as a formula gets a leading apostrophe."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def export_response(kind: str, name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """Write rows to a file of the given kind and send it.

    The rows are read before the response leaves, while the reader's scope still holds in the database.
    """
    spool = tempfile.SpooledTemporaryFile(max_size=SPOOLED_BYTES)
    writer = write_csv if kind == "csv" else write_xlsx
    writer(spool, name, [harmless(str(label)) for label in header], ([harmless(cell) for cell in row] for row in rows))
    spool.seek(0)
    return FileResponse(spool, as_attachment=True, filename=f"{name}.{kind}", content_type=CONTENT_TYPES[kind])


def write_csv(spool: Any, name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Write CSV as UTF-8 with a byte order mark, without which Excel misreads letters."""
    text = TextIOWrapper(cast(Any, spool), encoding="utf-8-sig", newline="", write_through=True)
    csv.writer(text).writerow(header)
    csv.writer(text).writerows(rows)
    text.detach()


def write_xlsx(spool: Any, name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Write a workbook with one sheet, row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "Data")
    sheet.freeze_panes = "A2"
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    book.save(spool)

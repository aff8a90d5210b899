"""Table rows as CSV and XLSX files, written to disk in passing so that size does not matter."""

import csv
import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from importlib import import_module
from io import TextIOWrapper
from itertools import chain
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from netral.engines.tables.protection import protect

# The characters that XML, and so a workbook, cannot hold.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
SPOOLED_BYTES = 2**20
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def harmless(value: Any) -> Any:
    """Make a value safe to open in a spreadsheet: text that would run as a formula gets a leading apostrophe."""
    if not isinstance(value, str):
        return value
    return protect(_NOT_IN_XML.sub("", value))


def export_response(kind: str, name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """Write rows to a file of the given kind and send it.

    The rows are read before the response leaves, while the reader's scope still holds in the database.
    """
    lines = ([harmless(cell) for cell in line] for line in chain([[str(label) for label in header]], rows))
    with ExitStack() as stack:
        spool = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=SPOOLED_BYTES))
        if kind == "csv":
            write_csv(spool, lines)
        else:
            write_xlsx(spool, lines, name)
        spool.seek(0)
        # From here on the response closes the file, once it is sent.
        stack.pop_all()
    return FileResponse(spool, as_attachment=True, filename=f"{name}.{kind}", content_type=CONTENT_TYPES[kind])


def pdf_response(content: bytes, name: str, *, as_attachment: bool = True) -> HttpResponse:
    """Send a PDF, to be kept by the reader or looked at, that nobody in between keeps."""
    header = content_disposition_header(as_attachment, name)
    headers = {"Content-Disposition": str(header), "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def write_csv(spool: Any, lines: Iterable[Sequence[Any]]) -> None:
    """Write CSV as UTF-8 with a byte order mark, without which Excel misreads letters."""
    text = TextIOWrapper(spool, encoding="utf-8-sig", newline="", write_through=True)
    csv.writer(text).writerows(lines)
    text.detach()


def write_xlsx(spool: Any, lines: Iterable[Sequence[Any]], name: str) -> None:
    """Write a workbook with one sheet, row by row."""
    # Its library is slow to load, and every program that starts loads this module.
    import_module("netral.foundation.ui.workbook").write(spool, lines, name)

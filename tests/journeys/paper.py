"""Reading what a page or a download says, whatever kind of file it is."""

import io
import subprocess

from openpyxl import load_workbook

from tests.journeys.visitor import Visitor


def words_of(pdf: bytes) -> str:
    """Return the words on a document's pages, on one line."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def all_said_by(reader: Visitor) -> str:
    """Return everything that the page or file in view says: markup, cells or printed words."""
    if reader.content_type == "application/pdf":
        return words_of(reader.body)
    if "spreadsheet" in reader.content_type:
        cells = (cell for sheet in load_workbook(io.BytesIO(reader.body)) for row in sheet.values for cell in row)
        return " ".join(map(str, cells))
    return reader.body.decode(errors="replace")

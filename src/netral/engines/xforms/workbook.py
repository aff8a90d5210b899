"""A form in markdown tables written as a workbook, so that an officer can change it in Excel or LibreOffice."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from netral.engines.tables.sheets import letters
from netral.engines.xforms.sheets import FormGrid, read_tables

_WIDEST = 60


def workbook_of(text: str) -> bytes:
    """Return the workbook of a form in markdown tables: heads bold and frozen, every cell a text.

    Raises:
        FormInvalid: the tables hold no survey.
    """
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for name, grid in read_tables(text).items():
        _write(book, name, grid)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write(book: Workbook, name: str, grid: FormGrid) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for column, head in enumerate(grid.heads, start=1):
        sheet.cell(1, column, head).font = Font(bold=True)
        widest = max([len(head), *(len(row.text(head)) for row in grid.rows)])
        sheet.column_dimensions[letters(column)].width = min(_WIDEST, widest + 2)
        for row in grid.rows:
            if text := row.text(head):
                cell = sheet.cell(row.number, column, text)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.number_format = "@"

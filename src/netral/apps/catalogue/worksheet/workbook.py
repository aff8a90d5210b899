"""Writing the lawyer's worksheet: a sheet that tells how, and one line for every row of law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from netral.apps.catalogue.rows import Catalogue
from netral.apps.catalogue.worksheet.layout import (
    AGREES,
    ANSWERS,
    DAY,
    DIFFERS,
    DOCUMENT,
    FINGERPRINT,
    GUIDE,
    HEAD_ROW,
    NAME,
    OPINION,
    PLANS,
    RIGHT_TEXT,
    SOURCES,
    WORDING,
    Plan,
    print_mark,
)
from netral.engines.yaml_reader import read_yaml

# The merged ones among them are only in the types: nothing is merged here.
AnyCell = Cell | MergedCell
_WIDTHS = {OPINION: 11, RIGHT_TEXT: 40, DOCUMENT: 28, NAME: 22, DAY: 13}
_GREY, _WHITE, _DARK = (PatternFill("solid", fgColor=colour) for colour in ("EDEDED", "FFFFFF", "1D3557"))
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")
_HEAD = Font(bold=True, color="FFFFFF")
_DATE_FORMAT = "dd-mm-yyyy"
_GUIDE_WIDTHS = (6, 40, 70, 44)
# A line of this many points for each line of text; a spreadsheet that opens the file does not measure wrapped cells.
_LINE_HEIGHT, _TALLEST = 15, 400


@dataclass(frozen=True)
class Question:
    """What only somebody who reads the law itself can settle, and the rows that hang on it."""

    code: str
    document: str
    question: str
    touches: str


@cache
def open_questions() -> tuple[Question, ...]:
    """What nobody here has read yet, document by document."""
    return tuple(Question(**row) for row in _texts()["open_questions"])


def write_worksheet(law: Catalogue, path: Path, printed_on: date) -> int:
    """Write the worksheet of a data set and return how many rows it asks about.

    Raises:
        FileExistsError: there is a file already.
        OSError: it cannot be written.
    """
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    _write_guide(guide, law, printed_on)
    count = sum(_write_rows(book.create_sheet(plan.name), plan, law) for plan in PLANS)
    _write_sources(book.create_sheet(SOURCES), law)
    book.properties.title = "Lembar kerja peninjauan aturan netralitas"
    book.properties.creator = "Netral"
    # A file that is there already may be a filled one: it is never overwritten.
    with path.open("xb") as stream:
        book.save(stream)
    return count


@cache
def _texts() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(
        (files("netral.apps.catalogue") / "data" / "worksheet.yaml").read_text(encoding="utf-8")
    )
    return found


def _write_guide(sheet: Worksheet, law: Catalogue, printed_on: date) -> None:
    for letter, width in zip("ABCD", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _put(sheet, 1, 2, "Lembar kerja peninjauan aturan netralitas").font = Font(bold=True, size=16)
    _put(sheet, 2, 2, "Tanggal cetak")
    _put(sheet, 2, 3, printed_on).number_format = _DATE_FORMAT
    sheet.cell(2, 3).alignment = Alignment(horizontal="left", vertical="top")
    _put(sheet, 3, 2, "Sidik himpunan data")
    _put(sheet, 3, 3, law.version)
    _put(sheet, 5, 2, "Cara mengisi").font = Font(bold=True, size=13)
    line = 6
    for what, text in _texts()["how"]:
        _put_line(sheet, line, ("", what, text))
        line += 1
    line += 1
    _put(sheet, line, 2, "Yang hanya dapat diputuskan dengan membaca naskahnya").font = Font(bold=True, size=13)
    line += 1
    for column, head in enumerate(("", "Naskah", "Yang harus dibaca", "Baris yang terkena"), start=1):
        _style_head(_put(sheet, line, column, head))
    for question in open_questions():
        line += 1
        _put_line(sheet, line, (question.code, question.document, question.question, question.touches))
    sheet.sheet_view.showGridLines = False
    _finish(sheet)


def _put_line(sheet: Worksheet, line: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        _put(sheet, line, column, text or None).border = _BORDER
    sheet.row_dimensions[line].height = _height(texts, _GUIDE_WIDTHS)


def _write_rows(sheet: Worksheet, plan: Plan, law: Catalogue) -> int:
    widths = [*(column.width for column in plan.columns), *(_WIDTHS[head] for head in ANSWERS), 12]
    for column, (head, width) in enumerate(zip(plan.heads, widths, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        _style_head(_put(sheet, HEAD_ROW, column, head))
    rows = plan.rows(law)
    for line, row in enumerate(rows, start=HEAD_ROW + 1):
        printed = plan.printed(row, law)
        mark = f"{row.fingerprint}-{print_mark(printed)}"
        for column, text in enumerate((*printed, *("" for _ in ANSWERS), mark), start=1):
            cell = _put(sheet, line, column, text or None)
            cell.border, cell.fill = _BORDER, _GREY
        _open_answers(sheet, line, len(printed))
        sheet.row_dimensions[line].height = _height(printed, widths)
    _offer_choices(sheet, plan, HEAD_ROW + len(rows))
    sheet.column_dimensions[get_column_letter(plan.heads.index(FINGERPRINT) + 1)].hidden = True
    # Who fills the columns on the right still sees which rule she speaks of.
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, plan.heads.index(WORDING) + 2).coordinate
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(plan.heads))}{HEAD_ROW + len(rows)}"
    _finish(sheet)
    return len(rows)


def _write_sources(sheet: Worksheet, law: Catalogue) -> None:
    for column, (head, width) in enumerate((("Kode", 8), ("Sumber", 140)), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        _style_head(_put(sheet, HEAD_ROW, column, head))
    for line, (code, text) in enumerate(law.sources.items(), start=HEAD_ROW + 1):
        _put(sheet, line, 1, code)
        _put(sheet, line, 2, text)
        sheet.row_dimensions[line].height = _height((code, text), (8, 140))
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    _finish(sheet)


def _open_answers(sheet: Worksheet, line: int, before: int) -> None:
    for column, head in enumerate(ANSWERS, start=before + 1):
        cell = sheet.cell(line, column)
        cell.fill, cell.protection = _WHITE, Protection(locked=False)
        cell.number_format = _DATE_FORMAT if head == DAY else "@"


def _offer_choices(sheet: Worksheet, plan: Plan, last: int) -> None:
    choice = DataValidation(type="list", formula1=f'"{AGREES},{DIFFERS}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = "Pendapat", f"Pilih {AGREES} atau {DIFFERS}, atau kosongkan."
    letter = get_column_letter(plan.heads.index(OPINION) + 1)
    choice.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(choice)


def _finish(sheet: Worksheet) -> None:
    # Locked against a slip of the hand, not against anybody: there is no password.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}" if sheet.title != GUIDE else None


def _style_head(cell: AnyCell) -> None:
    cell.font, cell.fill, cell.border, cell.alignment = _HEAD, _DARK, _BORDER, _WRAP


def _put(sheet: Worksheet, line: int, column: int, value: str | int | date | None) -> AnyCell:
    cell = sheet.cell(line, column, value)
    cell.alignment = _WRAP
    if isinstance(value, str):
        # What begins with an equals sign is text here, never a formula.
        cell.data_type = "s"
    return cell


def _height(printed: Sequence[str], widths: Sequence[int]) -> int:
    lines = [
        sum(1 + len(part) // max(width - 2, 1) for part in text.split("\n"))
        for text, width in zip(printed, widths, strict=False)
    ]
    return min(_TALLEST, max(lines) * _LINE_HEIGHT)

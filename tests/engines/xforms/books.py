"""Forms as workbooks and as tables, each made from a sound one with one thing changed."""

import io
from collections.abc import Mapping

from openpyxl import Workbook

Rows = list[list[str]]

HEADS = ["type", "name", "label::Bahasa Indonesia (id)", "label::English (en)", "relevant", "constraint", "calculation"]
SURVEY: Rows = [
    HEADS,
    ["text", "uraian", "Uraian", "What happened"],
    ["select_one ya_tidak", "ada", "Ada?", "Any?"],
    ["begin_repeat", "saksi", "Saksi", "Witness"],
    ["text", "nama", "Nama", "Name", "${ada} = 'ya'", "string-length(.) > 2"],
    ["end_repeat"],
]
CHOICES: Rows = [
    ["list_name", "name", "label::Bahasa Indonesia (id)", "label::English (en)"],
    ["ya_tidak", "ya", "Ya", "Yes"],
    ["ya_tidak", "tidak", "Tidak", "No"],
]
SETTINGS: Rows = [["form_title", "form_id", "version"], ["Uji", "uji", "1"]]


def sheets(
    survey: Rows | None = None, choices: Rows | None = None, settings: Rows | None = None, **more: Rows
) -> dict[str, Rows]:
    """Return the sheets of a sound form, some of them replaced."""
    return {"survey": survey or SURVEY, "choices": choices or CHOICES, "settings": settings or SETTINGS, **more}


def with_row(*row: str) -> Rows:
    """Return the survey with one more row, its seventh."""
    return [*SURVEY, list(row)]


def workbook(made: Mapping[str, Rows]) -> Workbook:
    """Return a workbook of sheets."""
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for name, rows in made.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def xlsx(made: Mapping[str, Rows]) -> bytes:
    """Return a workbook of sheets as a file."""
    return saved(workbook(made))


def markdown(made: Mapping[str, Rows]) -> str:
    """Return sheets as markdown tables."""
    lines = []
    for name, rows in made.items():
        width = max(map(len, rows))
        lines.append(f"| {name} |")
        lines += ["| | " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join(lines)

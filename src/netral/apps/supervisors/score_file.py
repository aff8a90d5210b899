"""Reads a list of scores that was uploaded: which line holds which number and score."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from netral.apps.supervisors.domain.scores import ScoreLine
from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import open_table

_NUMBER = ("nomor", "no", "nomor lamaran", "no lamaran", "nomor peserta")
_SCORE = ("nilai", "skor", "nilai tes", "nilai tes tulis")


def read_scores(upload: UploadedFile[bytes]) -> tuple[ScoreLine, ...]:
    """Return the lines of a list of scores.

    Raises:
        Unreadable: it is no table, has several sheets, or lacks one of the two columns.
    """
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        table = open_table(Path(copy.name), _heads_in)
        if table.needs_sheet:
            raise Unreadable("several_sheets", sheets=", ".join(sheet.name for sheet in table.sheets))
        rows = iter(table.rows())
        for row in rows:
            if _heads_in(row.head_cells) > 1:
                heads = [plain(as_text(cell)) for cell in row.head_cells]
                return tuple(_lines(rows, _column(heads, _NUMBER), _column(heads, _SCORE)))
    raise Unreadable("no_scores")


def _lines(rows: Iterator[Row], number: int, score: int) -> Iterator[ScoreLine]:
    for row in rows:
        cells = [as_text(cell).strip() for cell in row.cells]
        if row.flaw or any(cells):
            padded = [*cells, *[""] * (max(number, score) + 1 - len(cells))]
            yield ScoreLine(row.number, padded[number], padded[score], broken=row.flaw is not None)


def _heads_in(cells: Sequence[object]) -> int:
    heads = [plain(as_text(cell)) for cell in cells]
    return sum(any(head in known for head in heads) for known in (_NUMBER, _SCORE))


def _column(heads: Sequence[str], known: Sequence[str]) -> int:
    return next(index for index, head in enumerate(heads) if head in known)

"""The file of bad rows: what was uploaded, with the reason beside each row, to correct and send again."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from netral.foundation.registry import wording
from netral.foundation.registry.domain import as_text, plain
from netral.foundation.registry.lines import Line
from netral.foundation.ui.exports import harmless, write_csv, write_xlsx

NOTES = ("nomor baris", "kolom", "nilai", "alasan")
LONG_NUMBER = 16


class BadRows:
    """Collects bad rows on disk, line by line, and makes a CSV and an XLSX of them."""

    def __init__(self, folder: Path, headers: Sequence[object]) -> None:
        # A file of bad rows that was corrected and sent again already has the notes of last time.
        self._kept = [index for index, header in enumerate(headers) if plain(as_text(header)) not in NOTES]
        self._folder = folder
        self._stream = (folder / "rows").open("w+", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream)
        self._writer.writerow([*(harmless(as_text(headers[index])) for index in self._kept), *NOTES])
        self.count = 0

    def add(self, line: Line) -> None:
        """Write one bad line with everything that is wrong with it."""
        self.count += 1
        cells = [as_text(line.cells[index]) if index < len(line.cells) else "" for index in self._kept]
        columns = "; ".join(wording.column(fault.field) for fault in line.faults)
        values = "; ".join(fault.value for fault in line.faults)
        reasons = " ".join(f"{wording.column(fault.field)}: {wording.reason(fault)}" for fault in line.faults)
        self._writer.writerow([harmless(cell) for cell in (*cells, str(line.number), columns, values, reasons)])

    @contextmanager
    def files(self, name: str) -> Iterator[tuple[File[bytes], File[bytes]] | None]:
        """Give both files, ready to be stored; None when no row was bad."""
        if not self.count:
            yield None
            return
        stem = _("Baris salah") + f" - {Path(name).stem[:120]}"
        with tempfile.TemporaryFile(dir=self._folder) as text, tempfile.TemporaryFile(dir=self._folder) as book:
            write_csv(text, ([_text_for_excel(cell) for cell in row] for row in self._rows()))
            write_xlsx(book, self._rows(), _("Baris salah"))
            yield File(text, name=f"{stem}.csv"), File(book, name=f"{stem}.xlsx")

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def _rows(self) -> Iterator[list[str]]:
        self._stream.flush()
        self._stream.seek(0)
        yield from csv.reader(self._stream)


def _text_for_excel(cell: str) -> str:
    # Excel turns long numbers of a CSV into 1,98E+17; with an apostrophe it leaves them alone.
    return f"'{cell}" if len(cell) >= LONG_NUMBER and cell.isdigit() else cell


@contextmanager
def collecting(headers: Sequence[object]) -> Iterator[BadRows]:
    """Open a place for bad rows that vanishes afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="netral-roster-") as folder,
        closing(BadRows(Path(folder), headers)) as rows,
    ):
        yield rows

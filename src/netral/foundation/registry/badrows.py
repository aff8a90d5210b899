"""The file of bad rows: what was uploaded, with the reason beside each row, to correct and send again."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.files import File
from django.utils.translation import gettext as _

from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.protection import protect_number
from netral.foundation.registry import labels
from netral.foundation.registry.domain import marked_as_damaged
from netral.foundation.registry.roster_file import NOTES
from netral.foundation.registry.row_parser import Line
from netral.foundation.ui.exports import harmless, write_csv, write_xlsx


class BadRows:
    """Collects bad rows on disk, line by line, and makes a CSV and an XLSX of them."""

    def __init__(self, folder: Path, headers: Sequence[object], nip: int | None) -> None:
        self._nip = nip
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
        texts = [as_text(cell) for cell in line.cells]
        is_unsure = any(fault.problem in labels.UNSURE for fault in line.faults)
        if is_unsure:
            texts = [marked_as_damaged(text) if index == self._nip else text for index, text in enumerate(texts)]
        cells = [texts[index] if index < len(texts) else "" for index in self._kept]
        columns = "; ".join(labels.column(fault) for fault in line.faults)
        values = "; ".join(marked_as_damaged(fault.value) if is_unsure else fault.value for fault in line.faults)
        reasons = " ".join(f"{labels.column(fault)}: {labels.reason(fault)}".lstrip(": ") for fault in line.faults)
        self._writer.writerow([harmless(cell) for cell in (*cells, str(line.number), columns, values, reasons)])

    @contextmanager
    def files(self, name: str) -> Iterator[tuple[File[bytes], File[bytes]] | None]:
        """Give both files, ready to be stored; None when no row was bad."""
        if not self.count:
            yield None
            return
        stem = _("Baris salah") + f" - {Path(name).stem[:120]}"
        with tempfile.TemporaryFile(dir=self._folder) as text, tempfile.TemporaryFile(dir=self._folder) as book:
            write_csv(text, ([protect_number(cell) for cell in row] for row in self._rows()))
            write_xlsx(book, self._rows(), _("Baris salah"))
            yield File(text, name=f"{stem}.csv"), File(book, name=f"{stem}.xlsx")

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def _rows(self) -> Iterator[list[str]]:
        self._stream.flush()
        self._stream.seek(0)
        yield from csv.reader(self._stream)


@contextmanager
def collecting(headers: Sequence[object], nip: int | None) -> Iterator[BadRows]:
    """Open a place for bad rows that vanishes afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="netral-roster-") as folder,
        closing(BadRows(Path(folder), headers, nip)) as rows,
    ):
        yield rows

"""Lists that people upload: read line by line, and handed back with a reason beside each refused line."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.columns import Column, ColumnsMissing, ListLayout, layout_of, lines_below
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import open_table
from netral.foundation.ui.exports import harmless, write_xlsx

# Beside the columns of the list in a file of refused lines; they are passed over when that file comes back.
ROW_NOTE, REASON_NOTE = "nomor baris", "alasan"
UNREADABLE: Mapping[str, Promise] = {
    "empty": gettext_lazy("Berkas kosong. Pilih berkas yang berisi, lalu unggah lagi."),
    "too_large": gettext_lazy("Berkas terlalu besar. Pisahkan menjadi beberapa berkas, lalu unggah satu per satu."),
    "too_long": gettext_lazy("Berkas berisi lebih dari 300.000 baris. Hapus baris kosong atau pisahkan berkasnya."),
    "too_many_rows": gettext_lazy(
        "Berkas berisi %(found)s baris, dan sekali unggah paling banyak %(most)s. Pisahkan berkasnya, misalnya menurut "
        "kecamatan, lalu unggah satu per satu."
    ),
    "protected": gettext_lazy(
        "Berkas berformat lama (XLS) atau terkunci kata sandi. Simpan sebagai XLSX tanpa kata sandi, lalu unggah lagi."
    ),
    "damaged": gettext_lazy("Berkas rusak atau terpotong. Simpan ulang dari aplikasi lembar kerja, lalu unggah lagi."),
    "no_table": gettext_lazy("Berkas ini bukan tabel. Simpan daftar sebagai XLSX atau CSV, lalu unggah lagi."),
    "several_sheets": gettext_lazy(
        "Berkas ini berisi beberapa lembar: %(sheets)s. Pilih satu lembar, atau simpan lembar yang berisi daftarnya "
        "sebagai berkas sendiri."
    ),
    "unknown_sheet": gettext_lazy(
        "Tidak ada lembar terlihat bernama %(sheet)s yang berisi data. Lembar yang dapat dipilih: %(sheets)s."
    ),
    "no_sheets": gettext_lazy("Berkas ini bukan XLSX, jadi tidak mempunyai lembar %(sheet)s. Jangan sebutkan lembar."),
    "only_hidden": gettext_lazy(
        "Semua lembar yang berisi data tersembunyi: %(sheets)s. Tampilkan lembar yang dimaksud, simpan, "
        "lalu unggah lagi."
    ),
    "far_cell": gettext_lazy(
        "Sel %(cell)s di lembar %(sheet)s berada sangat jauh dari tabelnya. Hapus baris dan kolom di luar tabel, "
        "simpan, lalu unggah lagi."
    ),
    "too_costly": gettext_lazy(
        "Berkas tidak dapat dibaca dalam batas waktu dan memori. Salin tabelnya ke berkas baru, lalu unggah lagi."
    ),
    "busy": gettext_lazy("Berkas lain sedang dibaca. Tunggu sebentar, lalu coba lagi."),
    "no_rows": gettext_lazy("Tidak ada baris di bawah judul kolom. Periksa berkasnya, lalu unggah lagi."),
    "columns_twice": gettext_lazy(
        "Judul kolom %(heads)s ada lebih dari sekali, jadi tidak jelas kolom mana yang dimaksud. Hapus salah satunya, "
        "lalu unggah lagi."
    ),
    "columns_missing": gettext_lazy(
        "Kolom %(absent)s tidak ditemukan. Judul yang terbaca: %(heads)s. Beri judul kolom seperti di halaman ini, "
        "lalu unggah lagi."
    ),
}
_FLAWED = gettext_lazy(
    "Baris ini tidak dapat dibaca: ada ganti baris di dalam sel, atau tanda kutip yang tidak ditutup. Perbaiki selnya."
)


@dataclass(frozen=True)
class ListLine:
    """One line of a list: its number in the file, its cells as they are, and by the code of their column."""

    number: int
    cells: tuple[object, ...]
    values: Mapping[str, object]

    def text(self, code: str) -> str:
        """Return what stands in a column, as text; empty where nothing does."""
        return as_text(self.values.get(code))


@dataclass(frozen=True)
class UploadedList:
    """A list as it was read; `flawed` are the lines that cannot be told apart into cells, with the reason."""

    heads: tuple[str, ...]
    lines: tuple[ListLine, ...]
    flawed: Mapping[int, str]

    def refused(self, reasons: Mapping[int, str]) -> Iterator[list[Any]]:
        """Give the lines that have a reason below the heads, with number and reason, to be mended and sent again."""
        kept = [place for place, head in enumerate(self.heads) if plain(head) not in (ROW_NOTE, REASON_NOTE)]
        yield [*(self.heads[place] for place in kept), ROW_NOTE, REASON_NOTE]
        for line in self.lines:
            if line.number in reasons:
                cells = [as_text(line.cells[place]) if place < len(line.cells) else "" for place in kept]
                yield [harmless(cell) for cell in (*cells, str(line.number), reasons[line.number])]

    def write_refused(self, spool: Any, reasons: Mapping[int, str]) -> None:
        """Write the lines that have a reason as a workbook."""
        write_xlsx(spool, self.refused(reasons), _("Baris salah"))


@contextmanager
def copied(upload: UploadedFile[bytes]) -> Iterator[Path]:
    """Give an upload as a file on disk that vanishes afterwards."""
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def read_list(path: Path, columns: Sequence[Column], sheet: str = "") -> UploadedList:
    """Read a list whose columns are found by their heads.

    Raises:
        ColumnsMissing: a column it needs is not there.
        Unreadable: it is no table, has no line below its heads, or has several sheets and none was named.
    """
    known = [*columns]
    table = open_table(path, lambda cells: _known_heads(known, cells), sheet)
    layout = layout_of(table, known)
    rows = list(lines_below(table, layout))
    if not rows:
        raise Unreadable("no_rows")
    flawed = {row.number: str(_FLAWED) for row in rows if row.flaw}
    return UploadedList(layout.heads, tuple(_line(row, layout) for row in rows), flawed)


def unreadable_words(error: Unreadable, columns: Mapping[str, Promise | str]) -> str:
    """Say why a whole list cannot be read and what to do; `columns` are the names of its columns by their codes."""
    detail = dict(error.detail)
    if isinstance(error, ColumnsMissing):
        detail["absent"] = ", ".join(str(columns[code]) for code in error.absent)
        detail["heads"] = detail["heads"] or _("tidak ada")
    return str(UNREADABLE[error.reason]) % detail


def _known_heads(columns: Sequence[Column], cells: Sequence[object]) -> int:
    known = {head for column in columns for head in column.heads}
    return sum(plain(as_text(cell)) in known for cell in cells)


def _line(row: Row, layout: ListLayout) -> ListLine:
    return ListLine(row.number, tuple(row.cells), {code: layout.cell(row, code) for code in layout.places})

"""Opens a roster: a table from outside whose heads are those of rosters."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.table import Table, open_table
from netral.foundation.files.lists import REASON_NOTE, ROW_NOTE
from netral.foundation.registry.domain import Field


def open_roster(path: Path, sheet: str = "") -> Table:
    """Find out what kind of file a roster is; of a workbook the named sheet is taken, or the only one to be seen.

    Raises:
        Unreadable: it is empty, too large, protected, damaged, or neither CSV nor a workbook.
    """
    return open_table(path, lambda cells: len(guess(cells)), sheet)


# Heads seen in rosters of regional governments, in the plain form that `plain` gives.
_HEADS: Mapping[Field, tuple[str, ...]] = {
    Field.NIP: ("nip", "nip baru", "nip nipppk", "nip ni pppk", "nomor induk pegawai", "no induk pegawai", "nip asn"),
    Field.NAME: ("nama", "nama lengkap", "nama pegawai", "nama asn", "nama pns", "nama tanpa gelar", "name"),
    Field.UNIT: (
        "unit", "unit kerja", "opd", "skpd", "perangkat daerah", "unor", "unor induk", "unit organisasi",
        "satuan kerja", "satker", "instansi", "unit kerja induk", "nama opd", "nama unit kerja", "nama unor",
    ),
    Field.POSITION: ("jabatan", "nama jabatan", "posisi", "jabatan terakhir", "position"),
    Field.EMPLOYMENT: ("jenis", "status", "jenis asn", "status asn", "status kepegawaian", "jenis pegawai"),
    Field.EMAIL: ("email", "e mail", "surel", "alamat email", "alamat e mail", "email pribadi", "email dinas"),
    Field.PHONE: (
        "hp", "no hp", "nomor hp", "telepon", "no telepon", "nomor telepon", "no telp", "telp", "handphone",
        "no handphone", "wa", "no wa", "whatsapp", "nomor whatsapp", "ponsel",
    ),
    Field.VILLAGE: ("desa", "kelurahan", "desa kelurahan", "kode desa", "kode wilayah", "domisili", "desa domisili"),
}  # fmt: skip
_FIELD_OF = {head: field for field, heads in _HEADS.items() for head in heads}
# They name the workplace only where no narrower head does.
_BROAD = frozenset({"unor induk", "unit kerja induk", "satuan kerja", "satker", "instansi"})
_NARROW_FIELD_OF = {head: field for head, field in _FIELD_OF.items() if head not in _BROAD}
# BKN's SIASN sets it behind what a column names: UNOR NAMA, JABATAN NAMA.
_NAMED = " nama"
# What our files of bad rows have besides the heads of the file they come from.
COLUMN_NOTE, VALUE_NOTE = "kolom", "nilai"
NOTES = (ROW_NOTE, COLUMN_NOTE, VALUE_NOTE, REASON_NOTE)
LOOKED_THROUGH = 30
ENOUGH = 2


def guess(headers: Sequence[object], remembered: Mapping[str, str] | None = None) -> dict[Field, int]:
    """Return the column of each field; what an institution chose last time for the same head goes first."""
    found: dict[Field, int] = {}
    before = {head: Field(field) for head, field in (remembered or {}).items()}
    texts = [plain(as_text(header)) for header in headers]
    for known in (before, _NARROW_FIELD_OF, _FIELD_OF):
        for column, head in enumerate(texts):
            field = _field_in(known, head)
            if field is not None and field not in found and column not in found.values():
                found[field] = column
    return found


def field_of(header: object) -> Field | None:
    """Return the field that a head names by itself, whatever stands beside it."""
    return _field_in(_FIELD_OF, plain(as_text(header)))


def head_row(rows: Sequence[Sequence[object]]) -> int:
    """Return which of the first rows holds the heads: the first that names two fields, else the first not empty."""
    for index, cells in enumerate(rows):
        if len(guess(cells)) >= ENOUGH:
            return index
    return next((index for index, cells in enumerate(rows) if any(as_text(cell) for cell in cells)), 0)


def remember(headers: Sequence[object], mapping: Mapping[Field, int]) -> dict[str, str]:
    """Return which field each head stood for, to be used for the next file."""
    return {plain(as_text(headers[column])): field.value for field, column in mapping.items() if column < len(headers)}


def _field_in(known: Mapping[str, Field], head: str) -> Field | None:
    return known.get(head) or known.get(head.removesuffix(_NAMED))

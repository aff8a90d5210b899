"""The layout in which lists of supervisors come in and go out: its heads, and the words other lists use for them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.posts import Post
from netral.engines.tables.cells import as_text, plain


class ListColumn(StrEnum):
    """A column of a list of supervisors, by the head it has when a list is written."""

    NIK = "NIK"
    NAME = "Nama"
    BIRTH_DATE = "Tanggal lahir"
    SEX = "L/P"
    PHONE = "Telepon"
    EMAIL = "E-mail"
    POST = "Tugas"
    VILLAGE_CODE = "Kode wilayah"
    VILLAGE = "Wilayah"
    STATION = "TPS"
    STARTS_ON = "Mulai"
    ENDS_ON = "Selesai"


REASON = "Alasan"
REQUIRED = (
    ListColumn.NIK,
    ListColumn.NAME,
    ListColumn.BIRTH_DATE,
    ListColumn.SEX,
    ListColumn.VILLAGE_CODE,
    ListColumn.STARTS_ON,
    ListColumn.ENDS_ON,
)
TITLES: Mapping[ListColumn, Promise] = {
    ListColumn.NIK: _("NIK"),
    ListColumn.NAME: _("Nama"),
    ListColumn.BIRTH_DATE: _("Tanggal lahir"),
    ListColumn.SEX: _("Jenis kelamin (L/P)"),
    ListColumn.PHONE: _("Nomor telepon"),
    ListColumn.EMAIL: _("E-mail"),
    ListColumn.POST: _("Tugas"),
    ListColumn.VILLAGE_CODE: _("Kode wilayah"),
    ListColumn.VILLAGE: _("Nama wilayah"),
    ListColumn.STATION: _("Nomor TPS"),
    ListColumn.STARTS_ON: _("Hari pertama bertugas"),
    ListColumn.ENDS_ON: _("Hari terakhir bertugas"),
}
_HEADS: Mapping[ListColumn, tuple[str, ...]] = {
    ListColumn.NIK: ("nik", "no ktp", "nomor ktp", "nomor induk kependudukan"),
    ListColumn.NAME: ("nama", "nama lengkap", "nama pengawas", "nama pkd"),
    ListColumn.BIRTH_DATE: ("tanggal lahir", "tgl lahir", "lahir"),
    ListColumn.SEX: ("l p", "jenis kelamin", "jk", "kelamin"),
    ListColumn.PHONE: ("telepon", "no hp", "nomor hp", "hp", "nomor telepon", "no telepon", "wa", "no wa"),
    ListColumn.EMAIL: ("e mail", "email", "surel", "alamat email"),
    ListColumn.POST: ("tugas", "jabatan", "jenis pengawas"),
    ListColumn.VILLAGE_CODE: ("kode wilayah", "kode desa", "kode kelurahan", "kode desa kelurahan", "kode kecamatan"),
    ListColumn.VILLAGE: ("wilayah", "desa", "kelurahan", "desa kelurahan", "nama desa", "wilayah kerja"),
    ListColumn.STATION: ("tps", "nomor tps", "no tps"),
    ListColumn.STARTS_ON: ("mulai", "mulai bertugas", "tanggal pelantikan", "tmt", "dilantik"),
    ListColumn.ENDS_ON: ("selesai", "akhir tugas", "akhir masa tugas", "sampai"),
}
_COLUMN_OF = {head: column for column, heads in _HEADS.items() for head in heads}
_POSTS = {
    "": Post.VILLAGE,
    "pkd": Post.VILLAGE,
    "pengawas desa": Post.VILLAGE,
    "pengawas kelurahan desa": Post.VILLAGE,
    "pengawas kelurahan desa pkd": Post.VILLAGE,
    "panwaslu kecamatan": Post.DISTRICT,
    "panwascam": Post.DISTRICT,
    "panwaslucam": Post.DISTRICT,
    "pengawas tps": Post.POLLING_STATION,
    "ptps": Post.POLLING_STATION,
}
POST_WORDS: Mapping[str, str] = {
    Post.DISTRICT: "Panwaslu kecamatan",
    Post.VILLAGE: "PKD",
    Post.POLLING_STATION: "Pengawas TPS",
}


def guess(headers: Sequence[object]) -> dict[ListColumn, int]:
    """Return which column of a row of heads holds what; the first of two that fit."""
    found: dict[ListColumn, int] = {}
    for index, header in enumerate(headers):
        column = _COLUMN_OF.get(plain(as_text(header)))
        if column is not None:
            found.setdefault(column, index)
    return found


def missing(columns: Mapping[ListColumn, int]) -> list[ListColumn]:
    """Return the columns that a list cannot do without and that no head names."""
    return [column for column in REQUIRED if column not in columns]


def post_named(text: str) -> Post | None:
    """Return the post that a cell names; a village supervisor where it names none, nothing where it is unknown."""
    return _POSTS.get(plain(text))

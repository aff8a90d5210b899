"""Reads the rows of a list of supervisors: each becomes a person with a term, or a reason why it cannot."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from netral.apps.supervisors.domain.applications import Sex
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.inputs import Particulars, PostingTerm
from netral.apps.supervisors.list_layout import ListColumn, post_named
from netral.apps.supervisors.models import PollingStation
from netral.engines.seal.documents.fonts import UnprintableText, printable
from netral.engines.tables.cells import as_text
from netral.engines.tables.days import day_of
from netral.foundation.elections.models import Election
from netral.foundation.regions.domain import is_code, parent_of
from netral.foundation.regions.models import Region
from netral.foundation.seals.typeface import unprintable_words

_NIK = re.compile(r"\d{16}", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SEXES = {"p": Sex.FEMALE, "perempuan": Sex.FEMALE, "l": Sex.MALE, "laki-laki": Sex.MALE, "pria": Sex.MALE}
_LONGEST_NAME = 150
_MOST_SHOWN = 40
# What a spreadsheet counts days by: these stand for days from 1927 to 2064.
_DAYS_COUNTED = re.compile(r"[1-5]\d{4}(\.\d+)?", re.ASCII)


class RowRefused(ValueError):
    """A row cannot be taken; says why and what to correct."""


@dataclass(frozen=True)
class ListRow:
    """One row of a list, with the number a spreadsheet shows beside it.

    `unworked` are the places of formulas that the file has no value of.
    """

    number: int
    cells: Sequence[object]
    unworked: frozenset[int] = frozenset()


@dataclass
class RowReader:
    """Reads the rows of one list, whose columns are known."""

    columns: Mapping[ListColumn, int]
    election: Election
    rows: Sequence[ListRow]
    regions: dict[str, Region] = field(init=False)
    niks: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        codes = {self._text(row, ListColumn.VILLAGE_CODE) for row in self.rows}
        self.regions = Region.objects.in_bulk([code for code in codes if is_code(code)])
        self.niks = Counter(self._text(row, ListColumn.NIK) for row in self.rows)

    def read(self, row: ListRow) -> tuple[Particulars, PostingTerm]:
        """Return who is posted where.

        Raises:
            RowRefused: something in the row is wrong.
        """
        for column, place in self.columns.items():
            if place in row.unworked:
                raise RowRefused(
                    _(
                        "Kolom %(column)s berisi rumus tanpa nilai: belum dihitung, atau hasilnya galat. Buka "
                        "berkasnya di lembar kerja, periksa lalu simpan lagi, atau ketik nilainya."
                    )
                    % {"column": column.value}
                )
        return self._particulars(row), self._term(row)

    def _particulars(self, row: ListRow) -> Particulars:
        name = self._text(row, ListColumn.NAME)
        if not any(letter.isalpha() for letter in name) or len(name) > _LONGEST_NAME:
            raise RowRefused(_("Nama kosong atau terlalu panjang. Isi nama seperti pada KTP."))
        try:
            printable(name)
        except UnprintableText as refusal:
            raise RowRefused(unprintable_words(refusal)) from refusal
        sex = _SEXES.get(self._text(row, ListColumn.SEX).casefold())
        if sex is None:
            raise RowRefused(_("Jenis kelamin tidak terbaca. Isi L atau P."))
        email = self._text(row, ListColumn.EMAIL)
        if email and not _MAIL.fullmatch(email):
            raise RowRefused(_("Alamat e-mail tidak lengkap. Perbaiki, atau kosongkan."))
        return Particulars(
            name=name,
            nik=self._nik(row),
            birth_date=self._day(row, ListColumn.BIRTH_DATE, _("Tanggal lahir")),
            sex=sex,
            phone=self._text(row, ListColumn.PHONE)[:20],
            email=email,
        )

    def _nik(self, row: ListRow) -> str:
        nik = self._text(row, ListColumn.NIK)
        # A number keeps fifteen digits: the sixteenth of a NIK that was stored as one is not hers.
        if isinstance(self._cell(row, ListColumn.NIK), int | float) or not _NIK.fullmatch(nik):
            raise RowRefused(
                _("NIK harus 16 angka. Bila lembar kerja membulatkannya, ubah kolom menjadi Teks lalu ketik ulang.")
            )
        if self.niks[nik] > 1:
            raise RowRefused(_("NIK ini ada lebih dari sekali dalam berkas. Sisakan satu baris yang benar."))
        return nik

    def _term(self, row: ListRow) -> PostingTerm:
        post = post_named(self._text(row, ListColumn.POST))
        if post is None:
            raise RowRefused(_("Tugas tidak dikenal. Isi Panwaslu kecamatan, PKD, atau Pengawas TPS."))
        region = self._region(row)
        return PostingTerm(
            election=self.election,
            post=post,
            region=region,
            polling_station=self._station(row, region) if post is Post.POLLING_STATION else None,
            starts_on=self._day(row, ListColumn.STARTS_ON, _("Hari pertama bertugas")),
            ends_on=self._day(row, ListColumn.ENDS_ON, _("Hari terakhir bertugas")),
        )

    def _region(self, row: ListRow) -> Region:
        code = self._text(row, ListColumn.VILLAGE_CODE)
        if found := self.regions.get(code):
            return found
        if alike := self._alike(code, self._text(row, ListColumn.VILLAGE)):
            raise RowRefused(
                _("Kode %(code)s tidak ada lagi. Di kecamatan itu %(name)s sekarang berkode %(new)s: pakai kode itu.")
                % {"code": code, "name": alike.name, "new": alike.code}
            )
        raise RowRefused(
            _(
                "Wilayah berkode %(code)s tidak ada dalam data wilayah: mungkin salah ketik, atau desa sudah digabung. "
                "Pakai kode desa yang berlaku sekarang."
            )
            % {"code": code or "–"}
        )

    def _alike(self, code: str, name: str) -> Region | None:
        above = parent_of(code) if is_code(code) else None
        return Region.objects.filter(parent_id=above, name__iexact=name).first() if above and name else None

    def _station(self, row: ListRow, region: Region) -> PollingStation:
        text = self._text(row, ListColumn.STATION)
        rows = PollingStation.objects.filter(election=self.election, village=region)
        found = rows.filter(number=int(text)).first() if text.isdecimal() and len(text) < len("10000") else None
        if found is None:
            raise RowRefused(_("TPS ini belum terdaftar di desa itu. Impor dulu daftar TPS, atau perbaiki nomornya."))
        return found

    def _day(self, row: ListRow, column: ListColumn, title: str) -> date:
        day = day_of(self._cell(row, column))
        if day is None:
            read = self._text(row, column)
            raise RowRefused(_no_day_words(read) % {"title": title, "read": read[:_MOST_SHOWN]})
        return day

    def _text(self, row: ListRow, column: ListColumn) -> str:
        return as_text(self._cell(row, column))

    def _cell(self, row: ListRow, column: ListColumn) -> object:
        index = self.columns.get(column)
        return row.cells[index] if index is not None and index < len(row.cells) else None


def _no_day_words(read: str) -> str:
    if not read:
        return _("%(title)s kosong. Tulis misalnya 2-6-2024.")
    if _DAYS_COUNTED.fullmatch(read):
        return _(
            "%(title)s terbaca sebagai angka %(read)s, bukan tanggal. Ubah format kolomnya menjadi Tanggal lalu "
            "periksa harinya, atau tulis misalnya 2-6-2024."
        )
    return _(
        "%(title)s terbaca “%(read)s”, bukan tanggal yang pasti. Tulis hari, bulan, dan tahun empat angka, misalnya "
        "2-6-2024."
    )

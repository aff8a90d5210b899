"""Reading a filled worksheet: what the lawyer says of each row, and everything that makes a line no answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from netral.apps.catalogue.review import ReviewRow
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
    ID,
    KIND,
    NAME,
    OPINION,
    PLANS,
    RIGHT_TEXT,
    SOURCES,
    Plan,
    print_mark,
    tidy,
)
from netral.engines.tables.days import day_of
from netral.engines.tables.form_sheets import FormCell, FormSheet
from netral.engines.tables.sheets import letters

LONGEST = {OPINION: 20, RIGHT_TEXT: 4000, DOCUMENT: 300, NAME: 200}
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Opinion:
    """What somebody says of a row: that it is right, or how it should read, by which document, on which day."""

    row: ReviewRow
    agrees: bool
    right_text: str
    document: str
    name: str
    day: date
    place: str


@dataclass(frozen=True)
class Fault:
    """Why a cell, a line or a sheet cannot be taken."""

    place: str
    reason: str


@dataclass(frozen=True)
class Answers:
    """What a whole worksheet says; with a single fault none of it counts."""

    opinions: tuple[Opinion, ...]
    blank: int
    faults: tuple[Fault, ...]

    @property
    def agreeing(self) -> tuple[Opinion, ...]:
        """The rows that are right as they were printed."""
        return tuple(each for each in self.opinions if each.agrees)

    @property
    def differing(self) -> tuple[Opinion, ...]:
        """The rows that should read otherwise."""
        return tuple(each for each in self.opinions if not each.agrees)


def read_answers(sheets: Sequence[FormSheet], law: Catalogue, today: date) -> Answers:
    """Judge every line of a filled worksheet against the data set in use."""
    faults = list(_sheet_faults(sheets))
    opinions: list[Opinion] = []
    count = 0
    for plan in PLANS:
        reader = _SheetReader(plan, law, today)
        count += len(reader.known)
        for sheet in (each for each in sheets if each.name == plan.name):
            opinions += reader.opinions(sheet)
        faults += reader.faults
    return Answers(tuple(opinions), count - len(opinions), tuple(faults))


def _sheet_faults(sheets: Sequence[FormSheet]) -> Iterator[Fault]:
    wanted = (GUIDE, *(plan.name for plan in PLANS), SOURCES)
    present = [sheet.name for sheet in sheets]
    for name in wanted:
        if name not in present:
            yield Fault(name, _("Lembar ini tidak ada. Kembalikan lembar dan namanya seperti semula."))
    for sheet in sheets:
        if sheet.name not in wanted:
            words = _("Lembar ini bukan bagian lembar kerja. Pindahkan isinya ke lembar semula, lalu hapus.")
            yield Fault(sheet.name, words)


class _SheetReader:
    """Reads one sheet of rows, line by line, and gathers its faults."""

    def __init__(self, plan: Plan, law: Catalogue, today: date) -> None:
        self.plan, self.law, self.today = plan, law, today
        self.known = {row.fingerprint: row for row in plan.rows(law)}
        self.keys = {self._name_of(row) for row in self.known.values()}
        self.faults: list[Fault] = []
        self._taken: dict[str, int] = {}

    def opinions(self, sheet: FormSheet) -> list[Opinion]:
        """Return what the sheet says; a line with a fault says nothing."""
        for merged in sheet.merged:
            self._fault(merged, _("Sel digabung. Pisahkan selnya, lalu isi setiap baris sendiri."))
        if not self._heads_hold(sheet):
            return []
        found = []
        for number, cells in sheet.rows.items():
            before = len(self.faults)
            opinion = self._line(number, cells) if number > HEAD_ROW else None
            if opinion is not None and len(self.faults) == before:
                found.append(opinion)
        return found

    def _heads_hold(self, sheet: FormSheet) -> bool:
        cells = {cell.column: cell for cell in sheet.rows.get(HEAD_ROW, ())}
        before = len(self.faults)
        for column, head in enumerate(self.plan.heads, start=1):
            if _text(cells.get(column)) != head:
                words = _("Judul kolom di sini harus “%(head)s”. Kembalikan kolomnya seperti semula.")
                self._fault(self._place(HEAD_ROW, column), words % {"head": head})
        return len(self.faults) == before

    def _line(self, number: int, filled: tuple[FormCell, ...]) -> Opinion | None:
        for cell in filled:
            if cell.is_formula:
                self._fault(cell.place, _("Sel berisi rumus. Tulis nilainya."))
            elif cell.is_error:
                self._fault(cell.place, _("Sel berisi galat. Tulis nilainya."))
            elif cell.column > len(self.plan.heads) and tidy(cell.value):
                self._fault(cell.place, _("Isi di luar kolom lembar kerja. Pindahkan ke kolom yang benar."))
        cells = {self.plan.heads[cell.column - 1]: cell for cell in filled if cell.column <= len(self.plan.heads)}
        answers = {head: cells[head] for head in ANSWERS if _text(cells.get(head))}
        if not any(tidy(cell.value) for cell in filled):
            return None
        row = self._row(number, cells, has_answer=bool(answers))
        return self._opinion(number, row, answers) if row and answers else None

    def _row(self, number: int, cells: Mapping[str, FormCell], *, has_answer: bool) -> ReviewRow | None:
        mark, _dash, print_hash = _text(cells.get(FINGERPRINT)).partition("-")
        row = self.known.get(mark)
        if row is None:
            self._refuse_unknown(number, cells, mark, has_answer=has_answer)
            return None
        if mark in self._taken:
            words = _("Baris %(id)s sudah ada di baris %(line)s lembar ini. Sisakan satu.")
            self._fault(self._at(number, ID), words % {"id": row.key, "line": self._taken[mark]})
            return None
        self._taken[mark] = number
        self._compare(number, cells, row, print_hash, has_answer=has_answer)
        return row

    def _compare(
        self, number: int, cells: Mapping[str, FormCell], row: ReviewRow, print_hash: str, *, has_answer: bool
    ) -> None:
        """Refuse a line whose locked cells were changed, or that would be printed otherwise today."""
        found = [_text(cells.get(column.head)) for column in self.plan.columns]
        now = [tidy(text) for text in self.plan.printed(row, self.law)]
        is_untouched = print_mark(found) == print_hash
        other = [
            column.head
            for column, before, after in zip(self.plan.columns, found, now, strict=True)
            if before != after and not (is_untouched and column.is_label)
        ]
        if is_untouched and not has_answer:
            return
        if is_untouched:
            words = _("“%(head)s” pada baris %(id)s sudah berubah sejak lembar ini dicetak. Cetak lembar baru.")
        else:
            words = _(
                "Isi kolom terkunci “%(head)s” pada baris %(id)s diubah. Pulihkan isinya, atau cetak lembar baru."
            )
            other = other or [FINGERPRINT]
        for head in other:
            self._fault(self._at(number, head), words % {"head": head, "id": row.key})

    def _refuse_unknown(self, number: int, cells: Mapping[str, FormCell], mark: str, *, has_answer: bool) -> None:
        name = (_text(cells.get(KIND)), _text(cells.get(ID)))
        if not re.fullmatch("[0-9a-f]{64}", mark):
            words = _("Sidik baris di kolom tersembunyi hilang atau diubah. Salin pendapat ke lembar baru.")
            self._fault(self._at(number, FINGERPRINT), words)
        elif not has_answer:
            # A row of an earlier data set about which nothing is said asks for nothing.
            return
        elif name in self.keys:
            words = _("Baris %(id)s sudah berubah sejak lembar ini dicetak. Cetak lembar baru dan baca baris itu lagi.")
            self._fault(self._at(number, ID), words % {"id": name[1]})
        else:
            words = _("ID “%(id)s” tidak dikenal dalam data yang dipakai. Pulihkan ID, atau cetak lembar baru.")
            self._fault(self._at(number, ID), words % {"id": name[1]})

    def _opinion(self, number: int, row: ReviewRow, answers: Mapping[str, FormCell]) -> Opinion | None:
        before = len(self.faults)
        texts = {head: self._answer(number, head, answers) for head in (OPINION, RIGHT_TEXT, DOCUMENT, NAME)}
        opinion, right = texts[OPINION].casefold(), texts[RIGHT_TEXT]
        if OPINION not in answers:
            self._fault(self._at(number, OPINION), _("Pendapat kosong. Pilih setuju atau berbeda."))
        elif opinion not in (AGREES, DIFFERS):
            self._fault(self._at(number, OPINION), _("Pendapat harus setuju atau berbeda."))
        if opinion == DIFFERS and RIGHT_TEXT not in answers:
            self._fault(self._at(number, RIGHT_TEXT), _("Bunyi yang benar kosong. Tulis bunyinya menurut naskah."))
        if opinion == AGREES and right:
            words = _("Pendapat setuju, tetapi bunyi lain diisi. Pilih berbeda, atau kosongkan bunyinya.")
            self._fault(self._at(number, RIGHT_TEXT), words)
        if DOCUMENT not in answers:
            self._fault(
                self._at(number, DOCUMENT), _("Dokumen kosong. Tulis nama naskah dengan pasal atau halamannya.")
            )
        if NAME not in answers:
            self._fault(self._at(number, NAME), _("Nama kosong. Tulis nama lengkap yang membaca."))
        day = self._day(number, answers.get(DAY))
        if day is None or len(self.faults) > before:
            return None
        return Opinion(row, opinion == AGREES, right, texts[DOCUMENT], texts[NAME], day, self._at(number, OPINION))

    def _answer(self, number: int, head: str, answers: Mapping[str, FormCell]) -> str:
        cell = answers.get(head)
        if cell is None or cell.is_formula or cell.is_error:
            return ""
        text = tidy(cell.value)
        if not isinstance(cell.value, str) or not _LETTERS.search(text):
            self._fault(cell.place, _("Isi “%(head)s” dengan kata-kata.") % {"head": head})
        elif len(text) > LONGEST[head]:
            words = _("“%(head)s” terlalu panjang: paling banyak %(limit)s huruf. Pendekkan.")
            self._fault(cell.place, words % {"head": head, "limit": LONGEST[head]})
        return text

    def _day(self, number: int, cell: FormCell | None) -> date | None:
        if cell is None:
            self._fault(self._at(number, DAY), _("Tanggal kosong. Tulis hari membacanya, misalnya 30-11-2026."))
            return None
        if cell.is_formula or cell.is_error:
            return None
        day = day_of(cell.value)
        if day is None:
            self._fault(cell.place, _("Ini bukan tanggal. Tulis misalnya 30-11-2026 atau 30 November 2026."))
        elif day > self.today:
            self._fault(cell.place, _("Tanggal ini belum tiba. Tulis hari membacanya."))
        return day

    def _name_of(self, row: ReviewRow) -> tuple[str, str]:
        printed = dict(zip((c.head for c in self.plan.columns), self.plan.printed(row, self.law), strict=True))
        return printed.get(KIND, ""), row.key

    def _at(self, number: int, head: str) -> str:
        return self._place(number, self.plan.heads.index(head) + 1)

    def _place(self, number: int, column: int) -> str:
        return f"{letters(column)}{number}"

    def _fault(self, place: str, reason: str) -> None:
        self.faults.append(Fault(f"{self.plan.name}!{place}", reason))


def _text(cell: FormCell | None) -> str:
    return "" if cell is None else tidy(cell.value)

"""What stands where in the lawyer's worksheet: its sheets, their columns, and what each row of law prints there.

The words are those of the document, in Indonesian whatever language the program speaks: what was printed is read back
and compared with what would be printed now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils import translation

from netral.apps.catalogue.labels import KINDS, LEVELS, PHASES, SUBJECTS
from netral.apps.catalogue.review import NORMS, ReviewRow, conflicts_of, review_rows, text_of
from netral.apps.catalogue.rows import (
    Catalogue,
    Condition,
    Conflict,
    FormCode,
    Handler,
    LegalTerm,
    Norm,
    Sanction,
    Status,
    Subject,
)
from netral.engines.deadlines.terms import Boundary, StartRule, Unit
from netral.engines.rules.grades import LONG, SHORT, grade_of
from netral.foundation.ui.formats import tanggal

GUIDE, SOURCES = "Petunjuk", "Sumber"
AGREES, DIFFERS = "setuju", "berbeda"
OPINION, RIGHT_TEXT, DOCUMENT, NAME, DAY = "Pendapat", "Bunyi yang benar", "Dokumen", "Nama", "Tanggal"
KIND, ID, WORDING, FINGERPRINT = "Jenis", "ID", "Bunyi", "Sidik baris"
ANSWERS = (OPINION, RIGHT_TEXT, DOCUMENT, NAME, DAY)
HEAD_ROW = 1

KIND_NAMES = {
    NORMS: "Norma",
    "provisions": "Dasar hukum",
    "sanctions": "Sanksi",
    "handlers": "Penangan",
    "conflicts": "Perbedaan sumber",
    "deadlines": "Batas waktu",
    "statuses": "Status orang",
    "conditions": "Syarat laporan",
    "rules": "Aturan penanganan",
    "forms": "Kode formulir",
}
# In a cell beside other things there is room for no sentence.
_UNITS = {
    Unit.CALENDAR_DAYS: "hari kalender",
    Unit.WORKING_DAYS: "hari kerja",
    Unit.HOURS: "jam",
    Unit.MONTHS: "bulan",
}

Words = Callable[[ReviewRow, Catalogue], str]


@dataclass(frozen=True)
class Column:
    """A printed column: its head, its width in characters, and what a row prints in it."""

    head: str
    width: int
    words: Words
    # Only words of ours for a value that the fingerprint of the row holds: they may be put better without any harm.
    is_label: bool = False


@dataclass(frozen=True)
class Plan:
    """A sheet of rows: its name, which rows it holds, and its printed columns."""

    name: str
    columns: tuple[Column, ...]
    holds_norms: bool

    @property
    def heads(self) -> tuple[str, ...]:
        """The first line of the sheet: printed columns, what the lawyer fills, the fingerprint."""
        return (*(column.head for column in self.columns), *ANSWERS, FINGERPRINT)

    def rows(self, law: Catalogue) -> tuple[ReviewRow, ...]:
        """The rows of law that stand in this sheet."""
        return tuple(row for row in review_rows(law) if (row.kind == NORMS) == self.holds_norms)

    def printed(self, row: ReviewRow, law: Catalogue) -> tuple[str, ...]:
        """What a row prints in the locked columns, the fingerprint left out."""
        with translation.override("id"):
            return tuple(column.words(row, law) for column in self.columns)


def print_mark(texts: Iterable[str]) -> str:
    """The fingerprint of what a row printed, whatever a program made of blanks and line breaks meanwhile."""
    return sha256("\x1f".join(map(tidy, texts)).encode()).hexdigest()[:16]


def tidy(value: object) -> str:
    """A cell's value as text with single blanks; empty for none."""
    return "" if value is None else " ".join(str(value).split())


def _kind(found: ReviewRow, _law: Catalogue) -> str:
    return KIND_NAMES[found.kind]


def _id(found: ReviewRow, _law: Catalogue) -> str:
    return found.key


def _wording(found: ReviewRow, _law: Catalogue) -> str:
    row = found.row
    match row:
        case Norm():
            parts = [f"{KINDS[row.kind]}: {row.title}", row.condition and f"Syarat: {row.condition}"]
        case Conflict():
            positions = [f"- {each.text}{_by(each.sources)}" for each in row.positions]
            parts = [f"{row.title}: {row.question}", *positions, f"Netral: {row.handling}"]
        case LegalTerm():
            parts = _term(row)
        case Status():
            parts = _status(row)
        case _:
            parts = _small(found)
    return _lines(*parts)


def _small(found: ReviewRow) -> list[str]:
    row = found.row
    match row:
        case Sanction():
            return [row.title, f"{LEVELS.get(row.level, row.level)}, urutan {row.rank} dari yang paling ringan"]
        case Handler():
            return [row.title, f"Diteruskan ke: {row.forwards_to}", f"Diputus oleh: {row.decides}"]
        case FormCode():
            return [f"{row.title}: formulir {row.form}"]
        case Condition():
            return [row.title, f"Syarat {row.kind}", f"Batas waktu: {row.term}" if row.term else ""]
        case _:
            return [found.title, text_of(row)]


def _status(row: Status) -> list[str]:
    subjects = f"Terhitung sebagai: {_subjects(row.subjects)}" if row.subjects else "Tidak disebut norma mana pun"
    return [subjects, f"Bila tidak disebut: {row.beyond}" if row.beyond else "", row.other_law]


def _term(row: LegalTerm) -> list[str]:
    side = "sejak" if row.length > 0 else "sebelum"
    first = "Hari kejadian dihitung" if row.start_rule is StartRule.COUNTED else "Hari kejadian tidak dihitung"
    opens = "Sesuatu mulai pada hari itu" if row.boundary is Boundary.OPENS else "Harus selesai sebelum hari itu habis"
    return [
        f"{row.title}: {abs(row.length)} {_UNITS[row.unit]} {side} {row.from_event}",
        f"{first}. {opens}.",
        f"Memperpanjang {row.extends}" if row.extends else "",
    ]


def _whom(found: ReviewRow, _law: Catalogue) -> str:
    return _subjects(found.row.subjects) if isinstance(found.row, Norm) else ""


def _when(found: ReviewRow, _law: Catalogue) -> str:
    row = found.row
    days = _period("Berlaku", row.valid_from, row.valid_to)
    if not isinstance(row, Norm):
        return days
    return _lines(
        days,
        f"Tahap: {PHASES[row.phase]}",
        row.window,
        _period("Masa", row.window_from, row.window_to),
        row.window_term and f"Batas waktu: {row.window_term}",
    )


def _sanctions(found: ReviewRow, _law: Catalogue) -> str:
    if not isinstance(found.row, Norm):
        return ""
    lines = []
    for claim in found.row.sanctions:
        whom = f"bagi {_subjects(claim.subjects)}; " if claim.subjects else ""
        conflict = f"; {claim.conflict}" if claim.conflict else ""
        held = _period("berlaku", claim.valid_from, claim.valid_to) if claim.valid_from > date.min else ""
        level = LEVELS.get(claim.level, claim.level)
        graded = f"{level} ({whom}{SHORT[grade_of(claim.verification)]}{conflict}){_by(claim.sources)}"
        lines.append(" ".join(filter(None, (graded, held, claim.note))))
    return "\n".join(lines) or "Tidak ada sanksi yang terbaca"


def _handled(found: ReviewRow, _law: Catalogue) -> str:
    if not isinstance(found.row, Norm):
        return ""
    lines = [f"{each.title} ({_period('', each.valid_from, each.valid_to)})" for each in found.row.handlers]
    return "\n".join(lines) or "Tidak ada"


def _read_in(found: ReviewRow, law: Catalogue) -> str:
    row = found.row
    links = row.basis if isinstance(row, Norm) else ()
    basis = [
        f"- {_provision(each.provision, law)} ({SHORT[grade_of(each.verification)]}){_by(each.sources)}"
        for each in links
    ]
    term = f"Dasar: {row.basis}" if isinstance(row, LegalTerm) else ""
    sources = f"Sumber: {', '.join(row.sources)} (lihat lembar {SOURCES})" if row.sources else "Sumber: tidak ada"
    return _lines(f"Rujukan: {row.reference}", term, *basis, sources)


def _provision(code: str, law: Catalogue) -> str:
    # One provision may have been written anew; both titles belong to the norm, each in its time.
    return "; kemudian ".join(dict.fromkeys(each.title for each in law.provisions if each.code == code))


def _sureness(found: ReviewRow, _law: Catalogue) -> str:
    return LONG[grade_of(found.row.verification)]


def _disputed(found: ReviewRow, law: Catalogue) -> str:
    questions = {each.code: each.question for each in law.conflicts}
    return "\n".join(f"{code}: {questions[code]}" for code in conflicts_of(found.row))


def _note(found: ReviewRow, _law: Catalogue) -> str:
    return found.row.note


def _subjects(subjects: Iterable[Subject]) -> str:
    return ", ".join(str(SUBJECTS.get(subject, subject)) for subject in subjects)


def _by(sources: tuple[str, ...]) -> str:
    return f" [{', '.join(sources)}]" if sources else ""


def _period(what: str, first: date | None, last: date | None) -> str:
    parts = [what, f"sejak {tanggal(first)}" if first else "", f"sampai {tanggal(last)}" if last else ""]
    return " ".join(filter(None, parts)) if first or last else ""


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


_COMMON = (
    Column("Dasar dan sumber", 38, _read_in),
    Column("Tingkat kepastian", 22, _sureness, is_label=True),
    Column("Perbedaan sumber", 24, _disputed),
    Column("Catatan", 24, _note),
)
PLANS = (
    Plan(
        "Norma",
        (
            Column(ID, 8, _id),
            Column(WORDING, 38, _wording),
            Column("Subjek", 18, _whom),
            Column("Masa berlaku", 22, _when),
            Column("Sanksi", 26, _sanctions),
            Column("Penangan", 30, _handled),
            *_COMMON,
        ),
        holds_norms=True,
    ),
    Plan(
        "Baris lain",
        (
            Column(KIND, 14, _kind),
            Column(ID, 18, _id),
            Column(WORDING, 44, _wording),
            Column("Masa berlaku", 22, _when),
            *_COMMON,
        ),
        holds_norms=False,
    ),
)

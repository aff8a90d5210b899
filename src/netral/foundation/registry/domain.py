"""What a civil servant's number says, and what makes a line of a roster right or wrong."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netral.engines.identifiers.pasted import identifier
from netral.engines.steps.table import gettext_noop as _, moves
from netral.engines.tables.cells import as_text, plain

NIP_DIGITS = 18
# Nobody was ever appointed as a child; the limit only catches swapped or mistyped digits.
YOUNGEST_AT_APPOINTMENT = 15
OLDEST = 100
LONGEST_TEXT = 150
# Stands behind a number in our files of refused rows when its last digits are lost.
DAMAGED = " ?"

_LOST_DIGITS = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+|\d{16,}[.,]0+")
# What spreadsheets and people put around digits: apostrophes that force text, blanks, dots, dashes.
_AROUND_DIGITS = re.compile(r"[\s\u00a0\u200b\ufeff.\-'’‘`\"]")
_LABEL = re.compile(r"\s*nip[\s.:]*", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")
_PHONE_MARKS = re.compile(r"[\s\u00a0().\-']")


class Employment(StrEnum):
    """The two kinds of civil servants (Law 20/2023)."""

    PNS = "pns"
    PPPK = "pppk"


class Sex(StrEnum):
    """The sex that the 15th digit of a NIP states."""

    MALE = "1"
    FEMALE = "2"


class Problem(StrEnum):
    """Everything that can be wrong with a line of a roster."""

    EMPTY = "empty"
    LOST_DIGITS = "lost_digits"
    ROUNDED = "rounded"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    BIRTH_DATE = "birth_date"
    BIRTH_LATER = "birth_later"
    TOO_OLD = "too_old"
    APPOINTED_YOUNG = "appointed_young"
    APPOINTED_LATER = "appointed_later"
    SEX = "sex"
    REPEATED = "repeated"
    ELSEWHERE = "elsewhere"
    TOO_LONG = "too_long"
    RETYPE = "retype"
    OPEN_QUOTE = "open_quote"
    INSIDE_QUOTE = "inside_quote"
    TEXT_AFTER_QUOTE = "text_after_quote"
    LINE_BREAK = "line_break"
    EXTRA_CELLS = "extra_cells"
    NO_LETTERS = "no_letters"
    EMAIL = "email"
    PHONE = "phone"
    UNIT = "unit"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    VILLAGE = "village"
    VILLAGE_AMBIGUOUS = "village_ambiguous"
    EMPLOYMENT = "employment"


class Field(StrEnum):
    """The columns of a roster."""

    NIP = "nip"
    NAME = "name"
    UNIT = "unit"
    POSITION = "position"
    EMPLOYMENT = "employment"
    EMAIL = "email"
    PHONE = "phone"
    VILLAGE = "village"


REQUIRED = (Field.NIP, Field.NAME, Field.UNIT)


@dataclass(frozen=True)
class Fault:
    """One wrong cell: the column, what stood there, what is wrong with it, and particulars for the wording.

    A cell of a column that holds no field has none; `detail["head"]` then names the column.
    """

    field: Field | None
    value: str
    problem: Problem
    detail: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Faulty(ValueError):
    """A cell cannot be accepted."""

    def __init__(self, problem: Problem, **detail: str) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True)
class Nip:
    """A civil servant's number, and what its 18 digits state."""

    digits: str
    employment: Employment
    birth_date: date
    sex: Sex
    appointment_year: int
    appointment_month: int | None
    was_cleaned: bool = False

    def __str__(self) -> str:
        return self.digits


def digits_of_nip(value: object) -> str:
    """Read the 18 digits of a NIP without asking what they state; marks that spreadsheets add are taken off.

    Raises:
        Faulty: there are not 18 digits, with the reason.
    """
    # Nearly every cell of a roster is just that.
    if isinstance(value, str) and len(value) == NIP_DIGITS and value.isascii() and value.isdigit():
        return value
    written = as_text(value)
    if not written:
        raise Faulty(Problem.EMPTY)
    # A number in a spreadsheet keeps 15 digits, so what it shows of a NIP is not the NIP any more.
    if isinstance(value, int | float) or _LOST_DIGITS.fullmatch(written):
        raise Faulty(Problem.LOST_DIGITS)
    if written.endswith(DAMAGED):
        raise Faulty(Problem.RETYPE)
    pasted = identifier(written)
    label = _LABEL.match(pasted)
    digits = _AROUND_DIGITS.sub("", pasted[label.end() :] if label else pasted)
    _require_digits(digits)
    return digits


def parse_nip(value: object, today: date) -> Nip:
    """Read a NIP and what it states; marks that spreadsheets add around the digits are taken off and reported.

    Raises:
        Faulty: it is no NIP, with the reason.
    """
    digits = digits_of_nip(value)
    birth_date = _birth_date(digits, today)
    year, number = int(digits[8:12]), int(digits[12:14])
    month = number if 1 <= number <= 12 else None
    _require_appointment(birth_date, year, month, today)
    if digits[14] not in (Sex.MALE, Sex.FEMALE):
        raise Faulty(Problem.SEX, digit=digits[14])
    if digits[15:] == "000":
        raise Faulty(Problem.ROUNDED)
    return Nip(
        digits=digits,
        employment=Employment.PNS if month else Employment.PPPK,
        birth_date=birth_date,
        sex=Sex(digits[14]),
        appointment_year=year,
        appointment_month=month,
        was_cleaned=digits != value,
    )


def _require_digits(digits: str) -> None:
    if not (digits.isascii() and digits.isdigit()):
        raise Faulty(Problem.NOT_DIGITS)
    if len(digits) != NIP_DIGITS:
        raise Faulty(Problem.LENGTH, digits=str(len(digits)))


def _birth_date(digits: str, today: date) -> date:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError as error:
        raise Faulty(Problem.BIRTH_DATE, digits=digits[:8]) from error
    if born > today:
        raise Faulty(Problem.BIRTH_LATER, digits=digits[:8])
    if today.year - born.year > OLDEST:
        raise Faulty(Problem.TOO_OLD, digits=digits[:8])
    return born


def _require_appointment(born: date, year: int, month: int | None, today: date) -> None:
    if year - born.year < YOUNGEST_AT_APPOINTMENT:
        raise Faulty(Problem.APPOINTED_YOUNG, born=str(born.year), year=str(year))
    # Numbers are given out some months before the first day of service.
    if (year, month or 1) > (today.year + 1, today.month):
        raise Faulty(Problem.APPOINTED_LATER, year=str(year))


def marked_as_damaged(text: str) -> str:
    """Return a number that a spreadsheet rounded so that it is refused until a person has typed it anew."""
    try:
        digits_of_nip(text)
    except Faulty:
        return text
    return f"{text}{DAMAGED}"


def parse_name(value: object) -> str:
    """Read a person's name.

    Raises:
        Faulty: it is empty, too long, or holds no letter.
    """
    text = parse_line(value)
    if not text:
        raise Faulty(Problem.EMPTY)
    if not any(character.isalpha() for character in text):
        raise Faulty(Problem.NO_LETTERS)
    return text


def parse_line(value: object) -> str:
    """Read a short text, which may be empty.

    Raises:
        Faulty: it is too long.
    """
    text = " ".join(as_text(value).split())
    if len(text) > LONGEST_TEXT:
        raise Faulty(Problem.TOO_LONG, limit=str(LONGEST_TEXT))
    return text


def parse_email(value: object) -> str:
    """Read an e-mail address, which may be empty.

    Raises:
        Faulty: it is no address.
    """
    text = as_text(value).lower()
    if text in ("", "-"):
        return ""
    if len(text) > LONGEST_TEXT or not _EMAIL.fullmatch(text):
        raise Faulty(Problem.EMAIL)
    return text


def parse_phone(value: object) -> str:
    """Read a telephone number, which may be empty; a spreadsheet's lost leading zero is put back.

    Raises:
        Faulty: it is no number of 8 to 15 digits.
    """
    text = _PHONE_MARKS.sub("", as_text(value))
    if not text:
        return ""
    digits = text.removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 15):
        raise Faulty(Problem.PHONE)
    return f"0{text}" if text.startswith("8") else text


def parse_employment(value: object, nip: Nip) -> Employment:
    """Return the employment the NIP states; a column that contradicts it is a fault.

    Raises:
        Faulty: the column says something else.
    """
    words = plain(as_text(value))
    if not words or (stated := _EMPLOYMENTS.get(words)) is None or stated == nip.employment:
        return nip.employment
    raise Faulty(Problem.EMPLOYMENT, stated=nip.employment.upper())


_EMPLOYMENTS = {
    "pns": Employment.PNS,
    "cpns": Employment.PNS,
    "pegawai negeri sipil": Employment.PNS,
    "pppk": Employment.PPPK,
    "p3k": Employment.PPPK,
    "pegawai pemerintah dengan perjanjian kerja": Employment.PPPK,
}


@dataclass(frozen=True)
class PersonRow:
    """One right line of a roster."""

    row: int
    nip: Nip
    name: str
    unit_id: str
    unit_path: str
    position: str
    email: str
    phone: str
    village: str


class Status(StrEnum):
    """Where an import stands."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    CANCELLED = "cancelled"
    FAILED = "failed"


TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.UPLOADED: frozenset({Status.UPLOADED, Status.CHECKING, Status.CANCELLED}),
    Status.CHECKING: frozenset({Status.CHECKED, Status.FAILED, Status.CANCELLED}),
    # What was checked is imported only as it was checked: other columns mean another check.
    Status.CHECKED: frozenset({Status.UPLOADED, Status.IMPORTING, Status.CANCELLED}),
    Status.IMPORTING: frozenset({Status.IMPORTED, Status.FAILED, Status.CANCELLED}),
    Status.IMPORTED: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.FAILED: frozenset({Status.UPLOADED, Status.CANCELLED}),
}


# The words of every refusal of a step.
MOVED = _("Impor ini sudah dikerjakan atau dibatalkan. Lihat keadaannya di bawah ini.")
check_step = moves(TRANSITIONS, elsewhere=MOVED).transition

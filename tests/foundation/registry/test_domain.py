"""NIPs, cells and steps of an import."""

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, strategies as st

from netral.engines.steps.table import StepRefused
from netral.foundation.registry import domain
from netral.foundation.registry.domain import Employment, Faulty, Problem, Sex, Status, parse_nip

TODAY = date(2024, 10, 7)
births = st.dates(date(1950, 1, 1), date(2000, 12, 31))
sequences = st.integers(1, 999)


@given(born=births, years=st.integers(18, 24), month=st.integers(1, 12), sex=st.sampled_from("12"), number=sequences)
def test_eight_six_one_three_digits_with_a_month_are_a_pns(
    born: date, years: int, month: int, sex: str, number: int
) -> None:
    nip = parse_nip(f"{born:%Y%m%d}{born.year + years}{month:02d}{sex}{number:03d}", TODAY)
    assert nip.employment == Employment.PNS
    assert (nip.birth_date, nip.appointment_year, nip.appointment_month) == (born, born.year + years, month)
    assert nip.sex == Sex(sex)
    assert not nip.was_cleaned


@given(born=births, years=st.integers(18, 24), number=st.sampled_from([0, *range(13, 100)]), sequence=sequences)
def test_digits_13_and_14_that_are_no_month_are_a_pppk(born: date, years: int, number: int, sequence: int) -> None:
    nip = parse_nip(f"{born:%Y%m%d}{born.year + years}{number:02d}1{sequence:03d}", TODAY)
    assert nip.employment == Employment.PPPK
    assert nip.appointment_month is None


@pytest.mark.parametrize(
    "written",
    [
        "'198706012010012001",
        "19870601 201001 2 001",
        "19870601.201001.2.001",
        " 198706012010012001\u00a0",
        "19870601-201001-2-001",
    ],
)
def test_marks_of_spreadsheets_are_taken_off_and_reported(written: str) -> None:
    nip = parse_nip(written, TODAY)
    assert nip.digits == "198706012010012001"
    assert nip.was_cleaned


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", Problem.EMPTY),
        (None, Problem.EMPTY),
        (1.98706012010012e17, Problem.LOST_DIGITS),
        (198706012010012001, Problem.LOST_DIGITS),
        ("1.98706E+17", Problem.LOST_DIGITS),
        ("1,98706E+17", Problem.LOST_DIGITS),
        ("198706012010012000", Problem.ROUNDED),
        ("19870601201001200", Problem.LENGTH),
        ("1987060120100120011", Problem.LENGTH),
        ("19870601201001200O", Problem.NOT_DIGITS),
        ("١٩٨٧٠٦٠١٢٠١٠٠١٢٠٠١", Problem.NOT_DIGITS),
        ("198713012010012001", Problem.BIRTH_DATE),
        ("198702302010012001", Problem.BIRTH_DATE),
        ("203001012045012001", Problem.BIRTH_LATER),
        ("190001011920012001", Problem.TOO_OLD),
        ("198706012000012001", Problem.APPOINTED_YOUNG),
        ("198706012026012001", Problem.APPOINTED_LATER),
        ("198706012010013001", Problem.SEX),
    ],
)
def test_every_wrong_nip_has_its_reason(written: object, problem: Problem) -> None:
    with pytest.raises(Faulty) as refused:
        parse_nip(written, TODAY)
    assert refused.value.problem == problem


CELLS = st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans())
READERS: tuple[Callable[[object], object], ...] = (
    lambda cell: parse_nip(cell, TODAY),
    domain.parse_name,
    domain.parse_email,
    domain.parse_phone,
    domain.parse_line,
)


@given(value=CELLS, read=st.sampled_from(READERS))
def test_no_cell_whatsoever_breaks_the_reading(value: object, read: Callable[[object], object]) -> None:
    with contextlib.suppress(Faulty):
        assert read(value) is not None


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_an_accepted_nip_is_one_of_the_two_kinds_the_law_knows(digits: str) -> None:
    try:
        nip = parse_nip(digits, TODAY)
    except Faulty:
        return
    assert (nip.employment == Employment.PNS) == (1 <= int(digits[12:14]) <= 12)
    assert nip.birth_date == date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def test_a_telephone_number_gets_back_the_zero_a_spreadsheet_took() -> None:
    assert domain.parse_phone(81234567890.0) == "081234567890"
    assert domain.parse_phone("+62 812-3456-7890") == "+6281234567890"


def test_a_column_that_contradicts_the_nip_is_a_fault() -> None:
    nip = parse_nip("198706012010012001", TODAY)
    assert domain.parse_employment("PNS", nip) == Employment.PNS
    assert domain.parse_employment("Aktif", nip) == Employment.PNS
    with pytest.raises(Faulty):
        domain.parse_employment("P3K", nip)


def test_nothing_leaves_an_import_that_is_over() -> None:
    for over in (Status.IMPORTED, Status.CANCELLED):
        assert not domain.TRANSITIONS[over]
    with pytest.raises(StepRefused):
        domain.check_step(Status.UPLOADED, Status.IMPORTING)

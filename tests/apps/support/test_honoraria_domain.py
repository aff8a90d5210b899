"""What is owed for a month, and which lines of a bank's list cannot be taken."""

import calendar
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, strategies as st

from netral.apps.support.domain.honoraria import (
    BankLine,
    MonthRule,
    Owed,
    PartMonth,
    amount_owed,
    by_age,
    faults_of,
    month_of,
    months_through,
    next_month,
)
from netral.engines.rules.dated import Provenance, Verification

JUNE, TODAY = date(2024, 6, 1), date(2024, 7, 20)
OWED = {("001", JUNE): Owed("a", JUNE, 1_100_000, 1_100_000)}
days = st.dates(date(2023, 12, 1), date(2025, 2, 28))


def line(**other: Any) -> BankLine:
    told: dict[str, Any] = {
        "row": 2,
        "card": "001",
        "month": JUNE,
        "amount": 1_100_000,
        "paid_on": TODAY,
        "reference": "R1",
    }
    return BankLine(**{**told, **other})


@given(first=days, length=st.integers(0, 400), monthly=st.integers(1, 10_000_000))
def test_whole_months_are_paid_wholly_and_parts_by_their_days(first: date, length: int, monthly: int) -> None:
    last = first + timedelta(length)
    for month in months_through(first, last):
        in_month = calendar.monthrange(month.year, month.month)[1]
        served = sum(first <= month + timedelta(day) <= last for day in range(in_month))
        exact = monthly * served / in_month
        assert abs(amount_owed(monthly, month, first, last, PartMonth.BY_DAYS) - exact) <= 0.5
        assert amount_owed(monthly, month, first, last, PartMonth.WHOLE) == monthly


@given(first=days, last=days)
def test_months_follow_each_other_and_hold_both_days(first: date, last: date) -> None:
    months = list(months_through(first, last))
    assert months == sorted(set(months))
    assert all(next_month(one) == two for one, two in pairwise(months))
    if first <= last:
        assert (months[0], months[-1]) == (month_of(first), month_of(last))


def test_nothing_is_owed_before_the_first_or_after_the_last_day() -> None:
    before = amount_owed(1_100_000, JUNE, date(2024, 7, 1), None, PartMonth.WHOLE)
    after = amount_owed(1_100_000, JUNE, date(2024, 1, 1), date(2024, 5, 31), PartMonth.BY_DAYS)
    assert (before, after) == (0, 0)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"amount": 0}, "lebih besar dari nol"),
        ({"paid_on": TODAY + timedelta(1)}, "belum tiba"),
        ({"paid_on": date(1900, 1, 1)}, "lebih awal daripada bulan"),
        ({"reference": "OLD"}, "sudah dicatat"),
        ({"card": "002"}, "Tidak ada honor yang dihitung"),
        ({"month": date(2024, 7, 1)}, "pada bulan ini"),
        ({"amount": 1_100_001}, "lebih besar daripada sisa"),
    ],
    ids=["nothing", "future", "long-ago", "recorded", "nobody", "another-month", "too-much"],
)
def test_a_line_that_fits_nothing_owed_is_refused(told: dict[str, object], words: str) -> None:
    (fault,) = faults_of([line(**told)], OWED, frozenset({"OLD"}), TODAY)
    assert words in fault.template
    assert fault.row == 2


def test_lines_of_one_list_are_counted_together() -> None:
    half = [line(row=2, amount=600_000), line(row=3, amount=600_000, reference="R2")]
    assert [fault.row for fault in faults_of(half, OWED, frozenset(), TODAY)] == [3]
    twice = [line(row=2, amount=1), line(row=3, amount=1)]
    assert [fault.values for fault in faults_of(twice, OWED, frozenset(), TODAY)] == [{"other": 2}]
    assert (
        faults_of([line(amount=600_000), line(row=3, amount=500_000, reference="R2")], OWED, frozenset(), TODAY) == []
    )


def test_what_is_late_is_told_by_its_age() -> None:
    rule = MonthRule(
        manner=PartMonth.BY_DAYS,
        due_day=5,
        valid_from=date(2024, 1, 1),
        valid_to=None,
        provenance=Provenance("", Verification.UNVERIFIED),
    )
    rows = [Owed("a", JUNE, 10, 10), Owed("b", date(2024, 5, 1), 10, 4), Owed("c", date(2024, 7, 1), 10, 10)]
    assert by_age(rows, rule, date(2024, 7, 4)) == {0: 4}
    assert by_age(rows, rule, date(2024, 7, 5)) == {0: 10, 1: 4}
    assert by_age([Owed("a", JUNE, 10, 0)], rule, TODAY) == {}

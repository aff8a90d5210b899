"""Dated rows: which one is in force on a day, as known at a moment, and which dates are wrong."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, strategies as st

from netral.engines.rules.dated import Flaw, FlawKind, NotInForceError, as_of, flaws, holds, in_force

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """The smallest dated row."""

    key: str
    valid_from: date
    valid_to: date | None = None
    published_at: datetime | None = None


KASN = Rule("handler", date(2022, 9, 22), date(2024, 8, 24))
BKN = Rule("handler", date(2024, 8, 25))

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@st.composite
def seamless_rows(draw: st.DrawFn) -> list[Rule]:
    """Rows of one key that follow each other without a gap, the last one open."""
    starts = sorted(draw(st.sets(days, min_size=1, max_size=6)))
    return [Rule("r", first, after - DAY) for first, after in pairwise(starts)] + [Rule("r", starts[-1])]


def test_both_days_of_validity_are_included() -> None:
    assert as_of([KASN, BKN], "handler", date(2024, 8, 24)) is KASN
    assert as_of([KASN, BKN], "handler", date(2024, 8, 25)) is BKN


def test_nothing_is_in_force_before_the_first_row() -> None:
    with pytest.raises(NotInForceError, match="'handler' is in force on 2020-01-01"):
        as_of([KASN, BKN], "handler", date(2020, 1, 1))


def test_a_publication_replaces_what_was_published_before_it() -> None:
    shipped = Rule("norm", date(2022, 1, 1))
    corrected = Rule("norm", date(2022, 1, 1), date(2023, 12, 31), datetime(2024, 6, 1, tzinfo=UTC))
    rows, before, after = [shipped, corrected], datetime(2024, 5, 31, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)

    assert in_force(rows, date(2024, 2, 1), known_at=before) == (shipped,)
    assert in_force(rows, date(2024, 2, 1), known_at=after) == ()
    assert in_force(rows, date(2023, 2, 1)) == (corrected,)
    assert flaws(rows) == ()


@given(seamless_rows(), days)
def test_seamless_rows_answer_every_day_from_their_first(rows: list[Rule], day: date) -> None:
    found = in_force(rows, day)

    assert flaws(rows) == ()
    assert len(found) == (1 if day >= rows[0].valid_from else 0)
    assert all(holds(row, day) for row in found)


@given(seamless_rows().filter(lambda rows: len(rows) > 1), st.integers(1, 500))
def test_a_row_that_starts_late_leaves_a_gap_of_just_those_days(rows: list[Rule], late: int) -> None:
    ended, last = rows[-2], rows[-1]
    moved = Rule("r", last.valid_from + DAY * late)

    assert flaws([*rows[:-1], moved]) == (Flaw(FlawKind.GAP, "r", last.valid_from, moved.valid_from - DAY),)
    assert ended.valid_to is not None


@given(seamless_rows(), st.randoms(use_true_random=False))
def test_a_row_given_twice_overlaps_whatever_the_order(rows: list[Rule], random: Random) -> None:
    doubled = [*rows, rows[-1]]
    random.shuffle(doubled)

    assert {flaw.kind for flaw in flaws(doubled)} == {FlawKind.OVERLAP}


def test_a_row_that_ends_before_it_begins_is_named() -> None:
    reversed_row = Rule("r", date(2024, 2, 1), date(2024, 1, 1))

    assert flaws([reversed_row]) == (Flaw(FlawKind.REVERSED, "r", date(2024, 1, 1), date(2024, 2, 1)),)


def test_rows_of_different_keys_do_not_disturb_each_other() -> None:
    assert flaws([Rule("a", date(2024, 1, 1)), Rule("b", date(2024, 1, 1)), Rule("b", date(2025, 1, 1))]) == (
        Flaw(FlawKind.OVERLAP, "b", date(2025, 1, 1), date.max),
    )

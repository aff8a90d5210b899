"""Whoever reads everything printed, and knows how it adds up, still cannot tell a count of one from one of two."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from netral.apps.openness.domain.disclosure import ROOT, Cell, Mark, Territory, marks_of, readable
from netral.apps.openness.domain.figures import NESTED, PERSON_MEASURES, Figure, picture_of

LEAST = 3
PEOPLE = "registered.persons"
BELOW = {ROOT: ("14", "33"), "14": ("14.01", "14.02", "14.03"), "33": ("33.01", "33.02")}
LEAVES = ("14.01", "14.02", "14.03", "33.01", "33.02")
MOST = 6
leaf_counts = st.fixed_dictionaries({leaf: st.integers(0, MOST) for leaf in LEAVES})


def rolled_up(leaves: Mapping[str, int], measure: str = PEOPLE) -> dict[Cell, int]:
    counts = {(leaf, measure): number for leaf, number in leaves.items()}
    for province in BELOW[ROOT]:
        counts[province, measure] = sum(leaves[leaf] for leaf in BELOW[province])
    counts[ROOT, measure] = sum(leaves.values())
    return counts


def printed(counts: Mapping[Cell, int], marks: Mapping[Cell, Mark]) -> dict[Cell, int | str]:
    return {
        cell: count if not count or marks[cell] is Mark.SHOWN else marks[cell].value for cell, count in counts.items()
    }


def fits(number: int, told: int | str, least: int) -> bool:
    if told == Mark.SMALL.value:
        return 1 <= number < least
    return number >= 1 if told == Mark.WITHHELD.value else number == told


def worlds(told: Mapping[Cell, int | str], least: int) -> Iterator[dict[Cell, int]]:
    """Try every way in which the leaves could be what is printed."""
    ranges = [[number for number in range(MOST + 4) if fits(number, told[leaf, PEOPLE], least)] for leaf in LEAVES]
    for numbers in product(*ranges):
        counts = rolled_up(dict(zip(LEAVES, numbers, strict=True)))
        if all(fits(counts[cell], told[cell], least) for cell in counts):
            yield counts


@settings(max_examples=150, deadline=None)
@given(leaf_counts, st.integers(LEAST, 5))
def test_every_small_count_could_be_another_number(leaves: dict[str, int], least: int) -> None:
    counts = rolled_up(leaves)
    told = printed(counts, marks_of(Territory(counts, BELOW, ()), least))
    possible = list(worlds(told, least))
    assert counts in possible
    for cell, count in counts.items():
        if 0 < count < least:
            assert len({world[cell] for world in possible}) > 1, (cell, told)


@given(leaf_counts)
def test_a_small_count_is_never_printed_and_zero_always_is(leaves: dict[str, int]) -> None:
    counts = rolled_up(leaves)
    told = printed(counts, marks_of(Territory(counts, BELOW, ()), LEAST))
    for cell, count in counts.items():
        assert (told[cell] == 0) == (count == 0)
        assert not 0 < count < LEAST or isinstance(told[cell], str)


@given(st.fixed_dictionaries({leaf: st.sampled_from([0, *range(LEAST, 50)]) for leaf in LEAVES}))
def test_without_small_counts_everything_is_printed(leaves: dict[str, int]) -> None:
    counts = rolled_up(leaves)
    assert set(marks_of(Territory(counts, BELOW, ()), LEAST).values()) <= {Mark.SHOWN}


@st.composite
def ways(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    """Draw regencies in which each step of the way has no more persons than the one before."""
    drawn: dict[str, dict[str, int]] = {leaf: {} for leaf in LEAVES}
    for leaf in LEAVES:
        for outer, inner in NESTED:
            before = drawn[leaf].setdefault(outer, draw(st.integers(0, 12)))
            drawn[leaf][inner] = draw(st.integers(0, before))
    return drawn


@settings(deadline=None)
@given(ways(), st.integers(LEAST, 6))
def test_the_nesting_of_the_stages_gives_nobody_away(regencies: dict[str, dict[str, int]], least: int) -> None:
    counts = {
        cell: number
        for measure in PERSON_MEASURES
        for cell, number in rolled_up({leaf: row[measure] for leaf, row in regencies.items()}, measure).items()
    }
    territory = Territory(counts, BELOW, NESTED)
    for cell, (low, high) in readable(territory, marks_of(territory, least), least).items():
        assert low <= counts[cell] <= high
        assert counts[cell] >= least or low < high, cell


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    counts = rolled_up({"14.01": 1, "14.02": 5, "14.03": 9, "33.01": 4, "33.02": 7})
    marks = marks_of(Territory(counts, BELOW, ()), LEAST)
    hidden = {cell[0]: mark for cell, mark in marks.items() if mark is not Mark.SHOWN}
    assert hidden == {"14.01": Mark.SMALL, "14.02": Mark.WITHHELD}


def test_two_small_counts_of_two_are_not_given_away_by_their_sum() -> None:
    counts = rolled_up({"14.01": 2, "14.02": 2, "14.03": 9, "33.01": 4, "33.02": 7})
    marks = marks_of(Territory(counts, BELOW, ()), LEAST)
    assert marks["14.03", PEOPLE] is Mark.WITHHELD


def test_a_province_whose_two_persons_live_in_two_regencies_does_not_say_how_few_it_has() -> None:
    counts = rolled_up({"14.01": 1, "14.02": 1, "14.03": 0, "33.01": 4, "33.02": 7})
    marks = marks_of(Territory(counts, BELOW, ()), LEAST)
    assert marks["14", PEOPLE] is Mark.WITHHELD


def test_the_words_stay_as_exact_as_they_can_be() -> None:
    counts = rolled_up({"14.01": 0, "14.02": 1, "14.03": 0, "33.01": 4, "33.02": 7})
    marks = marks_of(Territory(counts, BELOW, ()), LEAST)
    hidden = {cell[0]: mark for cell, mark in marks.items() if mark is not Mark.SHOWN}
    withheld = dict.fromkeys(("33", "33.01"), Mark.WITHHELD)
    assert hidden == {"14": Mark.SMALL, "14.02": Mark.SMALL, **withheld}


def test_a_later_stage_does_not_give_away_an_earlier_one() -> None:
    acknowledged, proceeding = "acknowledged.persons", "proceeding.persons"
    before = rolled_up({"14.01": 1, "14.02": 8, "14.03": 0, "33.01": 20, "33.02": 20}, acknowledged)
    after = rolled_up({"14.01": 0, "14.02": 8, "14.03": 0, "33.01": 20, "33.02": 20}, proceeding)
    territory = Territory({**before, **after}, BELOW, [(acknowledged, proceeding)])
    assert readable(territory, marks_of(territory, LEAST), LEAST)["14.01", acknowledged] == (1, 2)


def test_less_than_two_would_mean_one() -> None:
    with pytest.raises(ValueError, match="names the very number"):
        marks_of(Territory({}, {}, ()), 2)


@given(st.dictionaries(st.sampled_from(["14.03", "14.03.02", "14.08", "14", "33.74"]), st.integers(0, 40)))
def test_a_picture_adds_up_where_nothing_is_withheld(received: dict[str, int]) -> None:
    picture = picture_of({code: {"received": number} for code, number in received.items()}, LEAST)
    parts = [picture.figure(code, "received").value for code in picture.below[ROOT]]
    assert sum(part or 0 for part in parts) == picture.figure(ROOT, "received").value == sum(received.values())
    for province in picture.below[ROOT]:
        inside = [picture.figure(code, "received").value or 0 for code in picture.below[province]]
        assert sum(inside) == picture.figure(province, "received").value


def test_a_share_is_withheld_with_its_parts() -> None:
    row = {"recommended.persons": 10, "carried_out.persons": 2}
    other = {"recommended.persons": 20, "carried_out.persons": 20}
    picture = picture_of({"14.01": row, "33.01": other, "33.02": other}, LEAST)
    assert picture.figure("14.01", "carried_out.persons") == Figure(None, Mark.SMALL)
    assert picture.follow_up("14.01") is None
    assert picture.follow_up("33.02") == 1.0


def test_nobody_recommended_has_no_share() -> None:
    assert picture_of({"14.01": {"received": 4}}, LEAST).follow_up("14.01") is None

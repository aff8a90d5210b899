"""A code says what a region is and where it lies; a difference leads exactly from one territory to another."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from netral.foundation.regions.domain import (
    Change,
    RegionRow,
    codes_above,
    compare,
    counts,
    is_code,
    lies_in,
    parent_of,
    tier_of,
)

two = st.integers(10, 99).map(str)
villages = st.builds(lambda a, b, c, d: f"{a}.{b}.{c}.{d}", two, two, two, st.integers(1001, 3999))
islands = st.builds(lambda a, b, c: f"{a}.{b}.{c}", two, two, st.integers(40001, 49999))
codes = villages | islands | two
rows = st.builds(
    RegionRow, codes, st.sampled_from(["Bantan", "Selat Baru", "Rupat"]), st.sampled_from(["", "1.000000"])
)
territories = st.dictionaries(codes, rows).map(
    lambda found: {code: row._replace(code=code) for code, row in found.items()}
)


@pytest.mark.parametrize(
    ("code", "tier", "parent"),
    [
        ("14", "province", None),
        ("14.03", "regency", "14"),
        ("14.03.02", "district", "14.03"),
        ("14.03.02.2005", "village", "14.03.02"),
        ("14.03.40001", "island", "14.03"),
        ("12.00.40002", "island", "12"),
    ],
)
def test_a_code_names_its_tier_and_parent(code: str, tier: str, parent: str | None) -> None:
    assert (tier_of(code), parent_of(code)) == (tier, parent)


@pytest.mark.parametrize("text", ["", "1", "04", "14.3", "14.03.2", "14.03.02.0001", "14.03.02.2005.1", "14.03 ", "١٤"])
def test_other_texts_are_no_codes(text: str) -> None:
    assert not is_code(text)
    with pytest.raises(ValueError, match="no code of a region"):
        tier_of(text)


@given(villages | islands)
def test_what_lies_above_becomes_larger_step_by_step(code: str) -> None:
    line = [*codes_above(code), code]
    assert tier_of(line[0]) == "province"
    assert all(parent_of(below) == above for above, below in pairwise(line))
    assert all(lies_in(code, above) for above in line)


def test_a_code_does_not_lie_in_one_that_merely_begins_alike() -> None:
    assert not lies_in("14.031", "14.03")


def test_counts_name_every_tier() -> None:
    assert counts(["14", "14.03", "14.03.40001"]) == {
        "province": 1,
        "regency": 1,
        "district": 0,
        "village": 0,
        "island": 1,
    }


@given(territories, territories)
def test_a_difference_leads_from_one_territory_to_the_other(
    before: dict[str, RegionRow], after: dict[str, RegionRow]
) -> None:
    difference = compare(before, after)
    reached = {code: row for code, row in before.items() if row not in difference.gone}
    arrived = [*difference.added, *(change.after for change in difference.moved)]
    changed = [change.after for change in (*difference.renamed, *difference.relocated)]
    assert {**reached, **{row.code: row for row in (*arrived, *changed)}} == after


@given(territories)
def test_nothing_differs_from_itself(territory: dict[str, RegionRow]) -> None:
    assert not compare(territory, dict(territory))


def test_a_region_with_a_new_code_and_its_old_name_has_moved() -> None:
    old, new = RegionRow("14.03.02.2005", "Selat Baru"), RegionRow("14.03.09.2001", "SELAT BARU")
    difference = compare({old.code: old}, {new.code: new})
    assert difference.moved == [Change(old, new)]
    assert not difference.added
    assert not difference.removed
    assert difference.gone == [old]


def test_a_name_that_went_twice_is_not_taken_for_a_move() -> None:
    gone = [RegionRow(f"14.03.02.200{n}", "Suka Maju") for n in (1, 2)]
    new = RegionRow("14.03.09.2001", "Suka Maju")
    difference = compare({row.code: row for row in gone}, {new.code: new})
    assert not difference.moved
    assert difference.removed == gone
    assert difference.added == [new]

"""The ranking is the same for everybody who works it out, and no name or birth date has a part in it."""

from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, strategies as st

from netral.apps.supervisors.domain.merit import (
    Candidate,
    TieRule,
    Weights,
    affected_by_share,
    digest_of,
    rank,
)

RULES = (TieRule.INTERVIEW, TieRule.TEST, TieRule.LOT)
HALF = Weights(50, 50)
scores = st.integers(0, 20).map(lambda number: Decimal(number * 5))
crowds = st.lists(st.tuples(scores, scores), max_size=12).map(
    lambda pairs: [
        Candidate(str(number), test, interview, digest_of(bytes([number])))
        for number, (test, interview) in enumerate(pairs)
    ]
)


@given(crowds, st.randoms())
def test_the_order_in_which_they_come_changes_nothing(crowd: list[Candidate], chance: Random) -> None:
    shuffled = list(crowd)
    chance.shuffle(shuffled)
    assert rank(shuffled, HALF, RULES) == rank(crowd, HALF, RULES)


@given(crowds)
def test_everybody_has_one_place_and_nobody_stands_above_a_higher_total(crowd: list[Candidate]) -> None:
    places = rank(crowd, HALF, RULES)
    assert [place.rank for place in places] == list(range(1, len(crowd) + 1))
    assert sorted(place.key for place in places) == sorted(each.key for each in crowd)
    totals = [place.total for place in places]
    assert totals == sorted(totals, reverse=True)


@given(crowds)
def test_a_tie_says_by_which_rule_it_was_broken(crowd: list[Candidate]) -> None:
    by_key = {each.key: each for each in crowd}
    places = rank(crowd, HALF, RULES)
    for above, here in pairwise(places):
        one, other = by_key[above.key], by_key[here.key]
        if above.total != here.total:
            assert here.tie is None
        elif one.interview != other.interview:
            assert (here.tie, one.interview > other.interview) == (TieRule.INTERVIEW, True)
        else:
            assert here.tie is TieRule.LOT


def test_the_lot_falls_otherwise_among_others() -> None:
    def crowd(extra: int) -> list[Candidate]:
        return [
            Candidate(str(n), Decimal(), Decimal(80), digest_of(bytes([n]))) for n in (1, 2, 3, *range(9, 9 + extra))
        ]

    orders = {
        tuple(place.key for place in rank(crowd(extra), HALF, RULES) if int(place.key) < 9) for extra in range(12)
    }
    assert len(orders) > 1, "the lot would fall the same whoever applied"


def test_without_a_lot_nothing_is_ranked() -> None:
    with pytest.raises(ValueError, match="lot"):
        rank([], HALF, (TieRule.INTERVIEW,))


@pytest.mark.parametrize(
    ("order", "seats", "affected"),
    [([False, False, True], 2, 1), ([True, False], 1, 0), ([False, False], 2, 0), ([], 1, 0)],
    ids=["one-would-move", "kept", "no-woman", "nobody"],
)
def test_the_share_is_counted_and_not_applied(order: list[bool], seats: int, affected: int) -> None:
    assert affected_by_share(order, seats, Decimal("0.3")) == affected

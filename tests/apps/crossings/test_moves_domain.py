"""Wherever passes move: never more than the quota, nobody lost, and who comes first is served first."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given, strategies as st

from netral.apps.crossings.domain.moves import Group, PlaceClaim, moves_of, served
from netral.apps.crossings.domain.passes import LIVE, PassState

NOW = datetime(2024, 10, 7, 8, tzinfo=UTC)
GROUPS: list[Group] = [(UUID(int=1), "car"), (UUID(int=2), "foot")]
AHEAD = [(UUID(int=100 + hour), NOW + timedelta(hours=hour)) for hour in range(1, 5)]
IDENTS = [ident for ident, _at in AHEAD]


@st.composite
def claims(draw: st.DrawFn) -> list[PlaceClaim]:
    """Draw passes of a cancelled departure."""
    return [
        PlaceClaim(
            UUID(int=1000 + place),
            draw(st.sampled_from(sorted(LIVE))),
            NOW - timedelta(minutes=draw(st.integers(0, 50))),
            draw(st.sampled_from(GROUPS)),
            draw(st.frozensets(st.sampled_from(IDENTS), max_size=4)),
        )
        for place in range(draw(st.integers(0, 12)))
    ]


QUOTAS = st.fixed_dictionaries({group: st.integers(0, 3) for group in GROUPS})
BOOKED = st.dictionaries(st.tuples(st.sampled_from(IDENTS), st.sampled_from(GROUPS)), st.integers(0, 3))


@given(claims(), QUOTAS, BOOKED)
def test_nobody_is_lost_and_no_quota_exceeded(
    held: list[PlaceClaim], quotas: dict[Group, int], booked: dict[tuple[UUID, Group], int]
) -> None:
    moves = moves_of(held, AHEAD, quotas, booked, NOW)
    assert sorted(move.ident for move in moves) == sorted(claim.ident for claim in held)
    by_ident = {claim.ident: claim for claim in held}
    taken = Counter(booked)
    for move in moves:
        claim = by_ident[move.ident]
        if move.departure is None:
            assert claim.barred == frozenset(IDENTS)
            continue
        assert move.departure not in claim.barred
        if move.state is PassState.GRANTED:
            taken[move.departure, claim.group] += 1
            assert taken[move.departure, claim.group] <= quotas[claim.group]
        # Who only asked is given nothing by a storm.
        assert claim.state is not PassState.ASKED or move.state is PassState.ASKED


@given(claims(), QUOTAS)
def test_who_held_a_place_and_asked_first_boards_no_later(held: list[PlaceClaim], quotas: dict[Group, int]) -> None:
    same = [
        PlaceClaim(each.ident, each.state, each.asked_at, GROUPS[0]) for each in held if each.state != PassState.ASKED
    ]
    moves = moves_of(same, AHEAD, quotas, {}, NOW)
    order = [IDENTS.index(move.departure) for move in moves if move.departure and move.state is PassState.GRANTED]
    assert order == sorted(order)
    states = [move.state for move in moves]
    assert states == sorted(states, key=lambda state: state is PassState.WAITING)


@given(st.lists(st.integers(), max_size=9), st.integers(0, 9), st.integers(0, 9))
def test_a_list_is_served_from_its_head(waiting: list[int], quota: int, booked: int) -> None:
    found = [*served(waiting, quota, booked)]
    assert found == waiting[: len(found)]
    assert len(found) == min(max(quota - booked, 0), len(waiting))

"""The draw, the marks, the poster's hours."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from netral.apps.learning.domain.quiz import Question, draw, enough, right_answers
from netral.apps.learning.domain.sessions import (
    AttendanceRules,
    Gate,
    SessionStatus,
    Times,
    check_cancel,
    check_held,
    check_recording,
    check_step,
)
from netral.engines.steps.table import StepRefused

VERDICTS = ("melanggar", "tidak", "tergantung", "minta-petunjuk")
WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
RULES = AttendanceRules(timedelta(minutes=45), timedelta(minutes=15), timedelta(minutes=30), 5)
TEN = datetime(2024, 10, 7, 3, 0, tzinfo=UTC)


@st.composite
def pools(make: st.DrawFn) -> list[Question]:
    """Make a pool of several acts with a few scenarios each."""
    sizes = make(st.lists(st.integers(1, 8), min_size=1, max_size=12))
    return [
        Question(f"a{act}.s{number}", f"a{act}", make(st.sampled_from(VERDICTS)), make(st.booleans()))
        for act, size in enumerate(sizes)
        for number in range(size)
    ]


@given(pools(), st.text(max_size=20), st.integers(1, 20))
def test_a_draw_is_as_long_as_it_can_be_and_asks_nothing_twice(pool: list[Question], seed: str, count: int) -> None:
    drawn = draw(pool, seed, count)
    assert len(drawn) == min(count, len(pool))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= {question.id for question in pool}


@given(pools(), st.text(max_size=20), st.integers(1, 20))
def test_no_act_comes_again_while_another_still_waits(pool: list[Question], seed: str, count: int) -> None:
    act_of = {question.id: question.act for question in pool}
    asked = Counter(act_of[ident] for ident in draw(pool, seed, count))
    there = Counter(question.act for question in pool)
    most = max(asked.values())
    for act, size in there.items():
        assert asked[act] >= min(size, most - 1), (act, asked)


@given(pools(), st.text(max_size=20), st.integers(1, 20))
def test_the_same_seed_draws_the_same_however_the_pool_is_ordered(pool: list[Question], seed: str, count: int) -> None:
    assert draw(pool, seed, count) == draw(list(reversed(pool)), seed, count)


@given(st.lists(st.uuids(), min_size=30, max_size=30, unique=True))
def test_different_people_get_different_draws(people: list[object]) -> None:
    pool = [Question(f"{act}.{verdict}.{copy}", f"a{act}", verdict) for act in range(17) for verdict in VERDICTS
            for copy in range(3)]  # fmt: skip
    drawn = {frozenset(draw(pool, f"{person}/round/1", 8)) for person in people}
    assert len(drawn) == len(people)


@given(st.text(max_size=20))
def test_a_draw_holds_every_verdict_where_every_act_has_them(seed: str) -> None:
    pool = [Question(f"{act}.{verdict}", f"a{act}", verdict) for act in range(10) for verdict in VERDICTS]
    expected = {question.id: question.expected for question in pool}
    asked = Counter(expected[ident] for ident in draw(pool, seed, 8))
    assert set(asked.values()) == {2}


def test_what_plays_in_the_stage_goes_first() -> None:
    pool = [Question(f"a.{number}", "a", "tidak", fits=number == 3) for number in range(6)]
    assert {draw(pool, str(seed), 1) for seed in range(20)} == {("a.3",)}


@pytest.mark.parametrize(("total", "mark", "needed"), [(8, 0.75, 6), (10, 0.7, 7), (3, 0.75, 3), (1, 0.5, 1)])
def test_a_mark_is_rounded_up_and_never_by_chance(total: int, mark: float, needed: int) -> None:
    assert enough(total, mark) == needed


def test_what_was_not_answered_is_not_right() -> None:
    assert right_answers(["melanggar", "tidak", "tidak"], ["melanggar", "melanggar"]) == 1


def test_the_poster_works_on_its_day_within_its_hours() -> None:
    times = Times(TEN, TEN + timedelta(hours=2), WIB)
    gates = {
        timedelta(minutes=-46): Gate.EARLY,
        timedelta(minutes=-45): Gate.OPEN,
        timedelta(hours=2, minutes=29): Gate.OPEN,
        timedelta(hours=2, minutes=30): Gate.OVER,
        timedelta(days=-1): Gate.EARLY,
        timedelta(days=1): Gate.OVER,
    }
    assert {after: times.gate(SessionStatus.PLANNED, TEN + after, RULES) for after in gates} == gates
    assert times.gate(SessionStatus.CANCELLED, TEN, RULES) is Gate.CANCELLED


@given(st.integers(0, 366 * 24 * 60), st.integers(1, 600), st.sampled_from([WIB, WIT]))
def test_the_poster_never_works_on_another_day(begins: int, minutes: int, zone: ZoneInfo) -> None:
    starts = TEN + timedelta(minutes=begins)
    times = Times(starts, starts + timedelta(minutes=minutes), zone)
    first, last = times.window(RULES)
    assert first.astimezone(zone).date() == times.day
    assert (last - timedelta(microseconds=1)).astimezone(zone).date() == times.day


def test_who_comes_after_a_quarter_of_an_hour_is_late() -> None:
    times = Times(TEN, TEN + timedelta(hours=2), WIB)
    assert not times.is_late(TEN + timedelta(minutes=15), RULES)
    assert times.is_late(TEN + timedelta(minutes=16), RULES)


def test_a_session_nobody_recorded_is_overdue() -> None:
    times = Times(TEN, TEN + timedelta(hours=2), WIB)
    after = TEN + timedelta(hours=3)
    assert times.is_overdue(SessionStatus.PLANNED, after)
    assert not times.is_overdue(SessionStatus.HELD, after)
    assert not times.is_overdue(SessionStatus.PLANNED, TEN)


def test_steps_that_cannot_be_taken_say_why() -> None:
    times = Times(TEN, TEN + timedelta(hours=2), WIB)
    check_step(SessionStatus.PLANNED, SessionStatus.HELD)
    with pytest.raises(StepRefused, match="sudah berubah"):
        check_step(SessionStatus.CANCELLED, SessionStatus.HELD)
    with pytest.raises(StepRefused, match="belum dimulai"):
        check_held(times, TEN - timedelta(minutes=1))
    with pytest.raises(StepRefused, match="Sudah ada kehadiran"):
        check_cancel(1)
    with pytest.raises(StepRefused, match="45 menit sebelum"):
        check_recording(SessionStatus.PLANNED, times, TEN - timedelta(hours=1), RULES)
    with pytest.raises(StepRefused, match="dibatalkan"):
        check_recording(SessionStatus.CANCELLED, times, TEN, RULES)

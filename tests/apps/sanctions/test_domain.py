"""The table of the follow-up and its checks, without a database."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from netral.apps.sanctions import domain
from netral.apps.sanctions.domain import FINISHED, TRANSITIONS, State, Verb
from netral.engines.steps.table import StepRefused

PERMISSIONS = sorted({row.permission for row in TRANSITIONS})
DAY = date(2024, 10, 7)
days = st.integers(min_value=-30, max_value=30).map(lambda number: DAY + timedelta(days=number))


def refused(check: Callable[..., object], *arguments: object, **named: object) -> bool:
    try:
        check(*arguments, **named)
    except StepRefused:
        return True
    return False


@given(state=st.sampled_from(list(State)), verb=st.sampled_from(list(Verb)), held=st.sets(st.sampled_from(PERMISSIONS)))
def test_only_the_table_moves_a_recommendation(state: State, verb: Verb, held: set[str]) -> None:
    rows = [row for row in TRANSITIONS if (row.origin, row.verb) == (state, verb) and row.permission in held]
    assert refused(domain.TABLE.check_step, state, verb, held) is not bool(rows)


def test_the_ends_are_the_finished_states_and_every_state_is_reached() -> None:
    assert set(State) - {row.origin for row in TRANSITIONS} == FINISHED
    assert set(State) - {row.target for row in TRANSITIONS} == {State.SENT}


@pytest.mark.parametrize("state", [State.DECIDED, State.CARRIED_OUT])
def test_a_second_decision_is_refused_in_its_own_words(state: State) -> None:
    with pytest.raises(StepRefused, match="hanya punya satu keputusan"):
        domain.TABLE.transition(state, Verb.DECIDE)


@given(decided=days, act=days, sent=days, examined=days, today=days)
def test_a_decision_lies_after_all_it_rests_on_and_not_ahead(
    decided: date, act: date, sent: date, examined: date, today: date
) -> None:
    possible = max(act, sent, examined) <= decided <= today
    checked = refused(domain.check_decision_date, decided, act=act, sent=sent, examined=examined, today=today)
    assert checked is not possible


@given(examined=days, sent=days, today=days)
def test_an_examination_follows_the_recommendation(examined: date, sent: date, today: date) -> None:
    assert refused(domain.check_examination, examined, sent, today) is not (sent <= examined <= today)


@given(carried_out=days, decided=days, today=days)
def test_a_sanction_is_carried_out_after_its_decision(carried_out: date, decided: date, today: date) -> None:
    assert refused(domain.check_carried_out, carried_out, decided, today) is not (decided <= carried_out <= today)


@given(code=st.text(max_size=4), offered=st.sets(st.text(max_size=4)))
def test_a_sanction_is_one_of_the_norms(code: str, offered: set[str]) -> None:
    assert refused(domain.check_sanction, code, offered, "PP 94/2021") is (code not in offered)


def test_a_sanction_outside_the_range_names_the_basis() -> None:
    with pytest.raises(StepRefused, match="PP 94/2021 Ps 5"):
        domain.check_sanction("ringan_lisan", {"berat_turun_jabatan"}, "PP 94/2021 Ps 5")

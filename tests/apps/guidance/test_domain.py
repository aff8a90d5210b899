"""The table of steps, and when two answers contradict each other."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from netral.apps.guidance.domain import answers, states
from netral.apps.guidance.domain.answers import CATALOGUE, Choice, Stand
from netral.apps.guidance.domain.states import OPEN, TRANSITIONS, Position, State, Urgency, Verb
from netral.engines.rules.evaluation import Verdict
from netral.engines.steps.table import StepRefused

DAY = date(2024, 10, 7)
ENDS = {State.PUBLISHED, State.REFUSED, State.WITHDRAWN}


def test_every_state_is_reached_and_only_the_last_ones_are_ends() -> None:
    assert {row.target for row in TRANSITIONS} | {State.CONCEPT} == set(State)
    assert set(State) - {row.origin for row in TRANSITIONS} == ENDS
    assert set(State) - ENDS - {State.CONCEPT} == OPEN


def test_publication_follows_approval_and_approval_a_draft() -> None:
    into = {target: {row.origin for row in TRANSITIONS if row.target is target} for target in State}
    assert into[State.PUBLISHED] == {State.APPROVED}
    assert into[State.APPROVED] == {State.DRAFTED}
    assert into[State.DRAFTED] == {State.RECEIVED}


def test_the_asker_can_withdraw_until_the_answer_is_out() -> None:
    origins = {row.origin for row in TRANSITIONS if row.verb is Verb.WITHDRAW}
    assert origins == set(State) - ENDS


@given(st.sampled_from(State), st.sampled_from(Verb), st.sets(st.sampled_from([states.ASK, states.ANSWER])))
def test_a_step_outside_the_table_or_without_its_permission_is_refused(
    state: State, verb: Verb, permissions: set[str]
) -> None:
    row = next((row for row in TRANSITIONS if (row.origin, row.verb) == (state, verb)), None)
    if row is not None and row.permission in permissions:
        assert states.TABLE.check_step(state, verb, permissions) is row
        assert verb in states.possible(state, permissions)
        return
    assert verb not in states.possible(state, permissions)
    with pytest.raises(StepRefused):
        states.TABLE.check_step(state, verb, permissions)


@pytest.mark.parametrize("verb", list(Verb))
def test_a_step_is_of_who_asked_or_of_who_answers(verb: Verb) -> None:
    is_asking = verb in {Verb.EDIT, Verb.SEND, Verb.WITHDRAW}
    states.check_holder(verb, asks=is_asking, answers=not is_asking)
    with pytest.raises(StepRefused):
        states.check_holder(verb, asks=not is_asking, answers=is_asking)


def test_what_a_question_must_hold() -> None:
    states.check_question("Bolehkah pegawai ikut?")
    states.check_act_date(DAY + timedelta(days=60), DAY)
    states.check_urgency(Urgency.NORMAL, "")
    with pytest.raises(StepRefused):
        states.check_question("  Bolehkah?       ")
    with pytest.raises(StepRefused):
        states.check_act_date(date(2014, 10, 7), DAY)
    with pytest.raises(StepRefused):
        states.check_urgency(Urgency.URGENT, " ")
    with pytest.raises(StepRefused):
        states.check_units(0)


def test_what_an_answer_must_hold() -> None:
    states.check_answer("Boleh.", Position.CLEAR, [], ["B2"])
    with pytest.raises(StepRefused):
        states.check_answer(" ", Position.CLEAR, [], ["B2"])
    with pytest.raises(StepRefused):
        states.check_answer("Melanggar.", Position.VIOLATION, [], ["B2"])
    with pytest.raises(StepRefused, match="B99"):
        states.check_answer("Melanggar.", Position.VIOLATION, ["B2", "B99"], ["B2"])
    with pytest.raises(StepRefused):
        states.check_validity(DAY, DAY - timedelta(days=1))
    states.check_validity(DAY, DAY)


def test_a_fact_the_catalogue_does_not_know_is_refused() -> None:
    states.check_facts({"status": "pns"}, {"status": ("pns", "pppk")})
    for facts in ({"status": "raja"}, {"warna": "merah"}):
        with pytest.raises(StepRefused):
            states.check_facts(facts, {"status": ("pns", "pppk")})


def test_numbers_name_the_place_and_the_year() -> None:
    assert states.request_number(1, "14.03", 2024) == "PP/14.03/2024/0001"
    assert states.answer_number(12, "RI", 2024) == "JP/RI/2024/0012"


FACTS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xy"), max_size=3)
DAYS = st.dates(date(2024, 9, 1), date(2024, 9, 30))


@st.composite
def stands(draw: st.DrawFn) -> Stand:
    first = draw(DAYS)
    last = draw(st.none() | DAYS.map(lambda day: max(day, first)))
    act, position = draw(st.sampled_from(["p", "q"])), draw(st.sampled_from(Position))
    return Stand("k", act, draw(FACTS), position, first, last)


@given(stands(), stands())
def test_contradiction_is_mutual_and_needs_another_position(one: Stand, other: Stand) -> None:
    assert answers.contradicts(one, other) == answers.contradicts(other, one)
    assert not answers.contradicts(one, one)
    if answers.contradicts(one, other):
        assert one.position != other.position
        assert one.act == other.act
        assert not any(one.facts[code] != other.facts[code] for code in set(one.facts) & set(other.facts))


@given(stands(), stands())
def test_answers_contradict_exactly_when_some_case_on_some_day_would_get_both(one: Stand, other: Stand) -> None:
    days = [date(2024, 9, 1) + timedelta(days=n) for n in range(31)]
    cases = [{**one.facts, **other.facts}, {**other.facts, **one.facts}]

    def gets(stand: Stand, case: Mapping[str, str], day: date) -> bool:
        fits = all(case.get(code) == value for code, value in stand.facts.items())
        return fits and stand.valid_from <= day <= (stand.valid_to or date.max)

    both = any(gets(one, case, day) and gets(other, case, day) for case in cases for day in days)
    expected = both and one.act == other.act and one.position != other.position
    assert answers.contradicts(one, other) == expected


@pytest.mark.parametrize(
    ("position", "verdict", "against"),
    [
        (Position.VIOLATION, Verdict.CLEAR, True),
        (Position.CLEAR, Verdict.VIOLATION, True),
        (Position.ASK, Verdict.VIOLATION, True),
        (Position.VIOLATION, Verdict.VIOLATION, False),
        (Position.CLEAR, Verdict.DEPENDS, False),
        (Position.VIOLATION, Verdict.ASK, False),
        (Position.CLEAR, Verdict.OUTSIDE, False),
    ],
)
def test_only_a_settled_verdict_of_the_catalogue_contradicts(
    position: Position, verdict: Verdict, against: bool
) -> None:
    assert answers.against_catalogue(position, verdict) is against


def test_every_contradiction_is_decided_with_a_reason() -> None:
    answers.check_decided([], {}, "")
    answers.check_decided(["1", CATALOGUE], {"1": Choice.SUPERSEDE, CATALOGUE: Choice.KEEP}, "Sebab.")
    for found, chosen, reason in (
        (["1"], {}, "Sebab."),
        (["1", "2"], {"1": Choice.KEEP}, "Sebab."),
        (["1"], {"1": Choice.KEEP}, "  "),
        ([CATALOGUE], {CATALOGUE: Choice.SUPERSEDE}, "Sebab."),
    ):
        with pytest.raises(StepRefused):
            answers.check_decided(found, chosen, reason)


def test_what_an_answer_shares_with_a_case_and_what_it_presumes() -> None:
    answer, case = {"a": "x", "b": "y"}, {"a": "x", "c": "z"}
    assert (answers.agreement(answer, case), answers.presumed(answer, case)) == (1, ("b",))

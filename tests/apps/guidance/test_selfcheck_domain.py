"""The self-check's own decisions: whose word counts, which day, and what she ticked."""

from datetime import date

import pytest

from netral.apps.guidance.selfcheck.domain import (
    DOER,
    MOST_QUESTIONS,
    NONE,
    NOTHING_ELSE,
    OTHER_PERSON,
    TICKED,
    CheckState,
    Clash,
    answered,
    facts_of,
    resolve_phase,
    ticked,
    with_act,
    with_fact,
)
from netral.engines.rules.receipt import StatedFact

DAY = date(2024, 10, 10)


def by_text(**facts: str) -> tuple[StatedFact, ...]:
    return tuple(StatedFact(code, value, "text") for code, value in facts.items())


def by_user(**facts: str) -> tuple[StatedFact, ...]:
    return tuple(StatedFact(code, value, "user") for code, value in facts.items())


def test_what_a_person_says_stands_over_what_was_read() -> None:
    case = with_fact(CheckState(act="a"), "deed", "watched")
    assert facts_of(case, {"deed": "liked"}, ["deed"]) == by_user(deed="watched")


def test_what_a_person_cannot_tell_is_not_read_from_her_text_either() -> None:
    case = with_fact(with_fact(CheckState(act="a"), "deed", "watched"), "deed", "")
    assert case.declined == {"deed"}
    assert facts_of(case, {"deed": "liked"}, ["deed"]) == ()


def test_an_answer_takes_back_that_she_could_not_tell() -> None:
    case = with_fact(with_fact(CheckState(act="a"), "deed", ""), "deed", "watched")
    assert (case.declined, case.stated) == (frozenset(), {"deed": "watched"})


def test_cues_of_other_acts_are_left_out() -> None:
    assert facts_of(CheckState(act="a", stated={"other": "x"}), {"deed": "liked", "more": "y"}, ["deed"]) == by_text(
        deed="liked"
    )


def test_another_act_forgets_the_answers_and_keeps_the_day() -> None:
    case = answered(CheckState("words", "a", DAY), "deed", "watched")
    assert with_act(case, "b") == CheckState("words", "b", DAY)
    assert with_act(case, "a") == case


def test_a_question_counts_once_however_often_it_is_answered() -> None:
    case = answered(answered(CheckState(act="a"), "deed", ""), "deed", "watched")
    assert case.asked == ("deed",)
    assert case.may_be_asked


def test_after_three_questions_no_more_are_asked() -> None:
    case = CheckState(act="a")
    for number in range(MOST_QUESTIONS):
        assert case.may_be_asked
        case = answered(case, f"fact{number}", "")
    assert not case.may_be_asked


@pytest.mark.parametrize(
    ("facts", "day_named", "kept", "clash"),
    [
        (by_text(tahap="before"), False, by_text(tahap="before"), None),
        (by_text(tahap="before"), True, (), Clash("before", "after", "after")),
        (by_text(tahap="after"), True, by_text(tahap="after"), None),
        (by_user(tahap="before"), True, by_user(tahap="before"), Clash("before", "after", "before")),
        (by_text(deed="liked"), True, by_text(deed="liked"), None),
    ],
)
def test_a_day_that_was_named_outweighs_words_and_never_the_person(
    facts: tuple[StatedFact, ...], day_named: bool, kept: tuple[StatedFact, ...], clash: Clash | None
) -> None:
    assert resolve_phase(facts, "after", day_named=day_named) == (kept, clash)


def test_what_is_ticked_is_stated_and_nothing_ticked_says_so() -> None:
    assert ticked(CheckState(act="a"), [("deed", "liked")]).stated == {"deed": "liked", NOTHING_ELSE: TICKED}
    assert ticked(CheckState(act="a"), []).stated == {NOTHING_ELSE: NONE}


def test_who_did_it_is_no_fact_of_the_rules() -> None:
    case = with_fact(CheckState(act="a"), DOER, OTHER_PERSON)
    assert (case.doer, dict(case.stated)) == (OTHER_PERSON, {})

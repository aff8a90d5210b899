"""The self-check's own decisions: whose word counts, which day, and when words alone may clear somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netral.apps.guidance.selfcheck.domain import (
    MOST_QUESTIONS,
    Case,
    Clash,
    Heard,
    answered,
    assess,
    chosen,
    facts_of,
    is_doubtful,
    judged_with_care,
    settled,
    told,
)
from netral.engines.rules.judging import Verdict
from netral.engines.rules.receipt import StatedFact

DAY = date(2024, 10, 10)


@dataclass(frozen=True)
class Ruling:
    """A verdict with what it was made from."""

    verdict: Verdict
    facts: tuple[StatedFact, ...]
    doubted: frozenset[str]


def strict(facts: tuple[StatedFact, ...], doubted: frozenset[str]) -> Ruling:
    """Clear whoever is known to have only watched; the act speaks against her unless it is doubted."""
    deed = {fact.code: fact.value for fact in facts}.get("deed", None if "deed" in doubted else "liked")
    verdict = {"watched": Verdict.CLEAR, None: Verdict.DEPENDS}.get(deed, Verdict.VIOLATION)
    return Ruling(verdict, facts, doubted)


class StrictCourt:
    """A court whose only rule is the one above; candidates are determined from the tenth of October."""

    def reads(self, act: str) -> tuple[str, ...]:
        return ("deed", "tahap")

    def phase(self, day: date) -> str:
        return "before" if day < DAY else "after"

    def judge(self, case: Case, on: date, facts: tuple[StatedFact, ...], doubted: frozenset[str]) -> Ruling:
        return strict(facts, doubted)


def by_text(**facts: str) -> tuple[StatedFact, ...]:
    return tuple(StatedFact(code, value, "text") for code, value in facts.items())


def by_user(**facts: str) -> tuple[StatedFact, ...]:
    return tuple(StatedFact(code, value, "user") for code, value in facts.items())


def test_what_a_person_says_stands_over_what_was_read() -> None:
    case = told(Case(act="a"), "deed", "watched")
    assert facts_of(case, {"deed": "liked"}, ["deed"]) == by_user(deed="watched")


def test_what_a_person_cannot_tell_is_not_read_from_her_text_either() -> None:
    case = told(told(Case(act="a"), "deed", "watched"), "deed", "")
    assert case.declined == {"deed"}
    assert facts_of(case, {"deed": "liked"}, ["deed"]) == ()


def test_an_answer_takes_back_that_she_could_not_tell() -> None:
    case = told(told(Case(act="a"), "deed", ""), "deed", "watched")
    assert (case.declined, case.stated) == (frozenset(), {"deed": "watched"})


def test_cues_of_other_acts_are_left_out() -> None:
    assert facts_of(Case(act="a", stated={"other": "x"}), {"deed": "liked", "more": "y"}, ["deed"]) == by_text(
        deed="liked"
    )


def test_another_act_forgets_the_answers_and_keeps_the_day() -> None:
    case = answered(Case("words", "a", DAY), "deed", "watched")
    assert chosen(case, "b") == Case("words", "b", DAY)
    assert chosen(case, "a") == case


def test_a_question_counts_once_however_often_it_is_answered() -> None:
    case = answered(answered(Case(act="a"), "deed", ""), "deed", "watched")
    assert case.asked == ("deed",)
    assert case.may_be_asked


def test_after_three_questions_no_more_are_asked() -> None:
    case = Case(act="a")
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
    assert settled(facts, "after", day_named=day_named) == (kept, clash)


def test_words_alone_clear_nobody_when_the_text_takes_sides() -> None:
    ruling = judged_with_care(strict, by_text(deed="watched"), doubtful=True)
    assert ruling == Ruling(Verdict.DEPENDS, (), frozenset({"deed"}))


def test_words_clear_when_nothing_speaks_against_them() -> None:
    assert judged_with_care(strict, by_text(deed="watched"), doubtful=False).verdict is Verdict.CLEAR


def test_a_persons_own_word_clears_whatever_the_text_says() -> None:
    assert judged_with_care(strict, by_user(deed="watched"), doubtful=True).verdict is Verdict.CLEAR


def test_words_weigh_against_a_person_at_once() -> None:
    ruling = judged_with_care(strict, by_text(deed="liked"), doubtful=True)
    assert (ruling.verdict, ruling.doubted) == (Verdict.VIOLATION, frozenset())


def test_the_phase_is_never_asked_instead_of_taken_from_the_day() -> None:
    assert judged_with_care(strict, by_text(deed="watched", tahap="before"), doubtful=True).doubted == {"deed"}


@pytest.mark.parametrize(
    ("flags", "confirmed", "sure", "doubtful"),
    [
        ((), True, False, False),
        ((), False, True, False),
        ((), False, False, True),
        (("menangkan",), True, True, True),
    ],
)
def test_when_words_are_doubted(flags: tuple[str, ...], confirmed: bool, sure: bool, doubtful: bool) -> None:
    assert is_doubtful(flags, confirmed=confirmed, sure=sure) is doubtful


def test_a_case_without_a_day_is_judged_for_today() -> None:
    heard = Heard(facts={"deed": "liked", "tahap": "before"}, sure=True)
    undated = assess(Case("words", "a"), heard, StrictCourt(), DAY, confirmed=True)
    dated = assess(Case("words", "a", DAY), heard, StrictCourt(), DAY, confirmed=True)
    assert (undated.on, undated.clash) == (DAY, None)
    assert dated.clash == Clash("before", "after", "after")
    assert [fact.code for fact in dated.judgement.facts] == ["deed"]


@given(
    st.dictionaries(st.sampled_from(["deed", "tahap", "more"]), st.sampled_from(["watched", "liked", "before"])),
    st.booleans(),
    st.booleans(),
)
def test_whoever_is_cleared_in_doubt_said_so_herself(found: Mapping[str, str], confirmed: bool, sure: bool) -> None:
    heard = Heard(facts=found, flags=("menangkan",), sure=sure)
    ruling = assess(Case("words", "a"), heard, StrictCourt(), DAY, confirmed=confirmed).judgement
    assert ruling.verdict is not Verdict.CLEAR

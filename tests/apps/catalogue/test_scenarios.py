"""The scenarios come true, teach every border of every act, and read as stories; every act has advice."""

import re
from collections import Counter
from datetime import date

import pytest

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.rule_consistency import question_problems, scenario_problems
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.judging.scenarios import Scenario, shipped_scenarios
from netral.apps.catalogue.rows import NormPhase
from netral.apps.catalogue.rule_rows import ActRules
from netral.engines.rules.evaluation import Verdict
from netral.foundation.elections.domain import Phase, phase_of
from netral.foundation.elections.schedules import shipped as shipped_schedule

BOOK = Rulebook(shipped())
SCENARIOS = shipped_scenarios()
ACTS = pytest.mark.parametrize("act", BOOK.acts)


def phase(day: date) -> NormPhase:
    before = phase_of(day, shipped_schedule().stages) is Phase.BEFORE_CANDIDATES
    return NormPhase.BEFORE if before else NormPhase.AFTER


def of(act: str) -> list[Scenario]:
    return [scenario for scenario in SCENARIOS if scenario.act == act]


def test_the_rules_say_what_the_scenarios_say_and_no_deciding_fact_is_left_out() -> None:
    phases = {scenario.on: phase(scenario.on) for scenario in SCENARIOS}
    assert scenario_problems(BOOK, SCENARIOS, phases) == []


def test_the_questions_of_every_act_end() -> None:
    assert question_problems(BOOK) == ()


@ACTS
def test_every_act_has_enough_stories_on_both_sides(act: str) -> None:
    told = Counter(scenario.expected for scenario in of(act))
    assert sum(told.values()) >= 8
    is_broken = any(row.outcome == "broken" for row in BOOK.of(act).rules)
    assert min(told[Verdict.VIOLATION] if is_broken else 1, told[Verdict.CLEAR], told[Verdict.DEPENDS]) >= 1


def test_guidance_is_asked_for_wherever_rules_leave_a_doubt() -> None:
    doubtful = {rows.act for rows in BOOK.catalogue.act_rules if any(row.outcome == "disputed" for row in rows.rules)}
    assert {scenario.act for scenario in SCENARIOS if scenario.expected is Verdict.ASK} == doubtful


def test_both_phases_and_every_status_are_told() -> None:
    assert {phase(scenario.on) for scenario in SCENARIOS} == {NormPhase.BEFORE, NormPhase.AFTER}
    assert {scenario.facts.get("status") for scenario in SCENARIOS} == set(BOOK.options["status"])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_a_story_is_short_and_says_why(scenario: Scenario) -> None:
    assert len(scenario.story) <= 170
    assert 20 <= len(scenario.explanation) <= 170
    assert scenario.story[0].isupper()
    assert scenario.story.endswith(".")
    assert scenario.explanation.endswith(".")


def test_no_story_is_told_twice() -> None:
    assert len({scenario.story for scenario in SCENARIOS}) == len(SCENARIOS)
    assert len({scenario.id for scenario in SCENARIOS}) == len(SCENARIOS)


@pytest.mark.parametrize("rows", shipped().act_rules, ids=lambda rows: rows.act)
def test_every_act_has_advice_in_two_to_four_sentences(rows: ActRules) -> None:
    for text in (rows.advice, rows.advice_en):
        assert 2 <= len(re.findall(r"\.(?:\s|$)", text)) <= 4

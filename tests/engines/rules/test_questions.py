"""Questions: each can change the verdict, together they end in one, and the most telling comes first."""

from itertools import product

import pytest
from hypothesis import assume, given, settings, strategies as st

from netral.engines.rules.evaluation import Outcome, Rule, RuleSet, Verdict, distinct
from netral.engines.rules.predicates import RuleError, parse
from netral.engines.rules.questions import MOST_COMBINATIONS, SEVERITY, paths, standing, ways, worsening
from tests.engines.rules.making import DAY, OPTIONS, benches, facts, whole_cases


def rule(number: int, when: object) -> Rule:
    return Rule(id=f"r{number}:N", norm="N", when=parse(when), outcome=Outcome.BROKEN, valid_from=DAY)


@given(benches(), facts())
def test_every_question_can_change_the_verdict(rule_set: RuleSet, known: dict[str, str]) -> None:
    unknown = [fact for fact in OPTIONS if fact not in known]
    for asked in standing(rule_set, known, OPTIONS).questions:
        others = [fact for fact in unknown if fact != asked]
        assert any(
            len({rule_set.verdict({**known, **dict(zip(others, rest, strict=True)), asked: v}) for v in OPTIONS[asked]})
            > 1
            for rest in product(*(OPTIONS[fact] for fact in others))
        )


@given(benches(), facts())
def test_every_path_ends_and_never_asks_twice(rule_set: RuleSet, known: dict[str, str]) -> None:
    for path in paths(rule_set, known, OPTIONS):
        asked = [fact for fact, _ in path.answers]
        assert len(asked) == len(set(asked))
        assert not set(asked) & set(known)
        # What is left open at the end of a path would clear under every answer, and is not for the rules to say.
        if path.verdict is Verdict.DEPENDS:
            answered = {**known, **dict(path.answers)}
            rest = [fact for fact in OPTIONS if fact not in answered]
            assert {
                rule_set.verdict({**answered, **dict(zip(rest, values, strict=True))})
                for values in product(*(OPTIONS[fact] for fact in rest))
            } == {Verdict.CLEAR}


def test_the_fact_that_settles_most_rules_is_asked_first() -> None:
    rule_set = RuleSet([rule(1, {"a": "1", "b": "1"}), rule(2, {"a": "1", "c": "1"}), rule(3, {"a": "1", "d": "1"})])

    assert standing(rule_set, {}, OPTIONS).questions[0] == "a"


def test_a_fact_that_no_longer_matters_is_not_asked() -> None:
    rule_set = RuleSet([rule(1, {"a": "1"}), rule(2, {"a": "2", "b": "1"})])

    assert "b" not in standing(rule_set, {"a": "1"}, OPTIONS).questions
    assert standing(rule_set, {"a": "2"}, OPTIONS).questions == ("b",)


def test_what_every_answer_condemns_needs_no_question() -> None:
    rule_set = RuleSet([rule(1, {"a": "1"}), rule(2, {"a": "2"})])

    assert standing(rule_set, {}, OPTIONS) == (Verdict.VIOLATION, ())


def test_what_a_person_cannot_tell_is_not_asked_again() -> None:
    rule_set = RuleSet([rule(1, {"a": "1", "b": "1"})])

    assert standing(rule_set, {}, OPTIONS, frozenset({"a"})) == (Verdict.DEPENDS, ("b",))


def test_too_many_combinations_are_refused_rather_than_waited_for() -> None:
    facts = [f"f{number}" for number in range(20)]
    rule_set = RuleSet([rule(1, {"any": [{fact: "1"} for fact in facts]})])

    with pytest.raises(RuleError, match="too many combinations"):
        standing(rule_set, {}, dict.fromkeys(facts, ("1", "2")))
    assert MOST_COMBINATIONS < 2**20


@settings(max_examples=40)
@given(benches(), whole_cases(), st.sets(st.sampled_from(sorted(OPTIONS)), min_size=1))
def test_without_the_worsening_values_nothing_can_be_worse(
    rule_set: RuleSet, held: dict[str, str], open_: set[str]
) -> None:
    doubted = tuple(sorted(open_))
    worse = worsening(rule_set, held, doubted, OPTIONS)
    left = [[value for value in OPTIONS[fact] if value not in worse[fact]] for fact in doubted]
    assert all(held[fact] in values for fact, values in zip(doubted, left, strict=True))
    for values in product(*left):
        other = rule_set.verdict({**held, **dict(zip(doubted, values, strict=True))})
        assert SEVERITY[other] <= SEVERITY[rule_set.verdict(held)]


@given(benches(), whole_cases(), st.sets(st.sampled_from(sorted(OPTIONS))))
def test_what_is_unknown_and_changes_nothing_hides_no_worsening(
    rule_set: RuleSet, held: dict[str, str], dropped: set[str]
) -> None:
    known = {fact: value for fact, value in held.items() if fact not in dropped}
    doubted = tuple(sorted(known))
    ends = {
        rule_set.verdict({**known, **dict(zip(sorted(dropped), rest, strict=True))})
        for rest in product(*(OPTIONS[fact] for fact in sorted(dropped)))
    }
    assume(len(ends) == 1)
    worse = worsening(rule_set, known, doubted, OPTIONS)
    left = [[value for value in OPTIONS[fact] if value not in worse[fact]] for fact in doubted]
    for values in product(*left):
        other = rule_set.verdict({**held, **dict(zip(doubted, values, strict=True))})
        assert SEVERITY[other] <= SEVERITY[rule_set.verdict(held)]


@settings(max_examples=40)
@given(benches(), whole_cases())
def test_each_worsening_value_can_make_it_worse(rule_set: RuleSet, held: dict[str, str]) -> None:
    doubted = tuple(OPTIONS)
    for fact, values in worsening(rule_set, held, doubted, OPTIONS).items():
        others = [each for each in doubted if each != fact]
        for value in values:
            assert any(
                SEVERITY[rule_set.verdict({**rest, fact: value})]
                > SEVERITY[rule_set.verdict({**rest, fact: held[fact]})]
                for rest in (dict(zip(others, each, strict=True)) for each in product(*(OPTIONS[o] for o in others)))
            )


@given(benches(), facts())
def test_the_longest_way_is_as_long_as_the_longest_path_in_the_same_order(
    rule_set: RuleSet, known: dict[str, str]
) -> None:
    asked = standing(rule_set, known, OPTIONS).questions
    for fact, way in ways(rule_set, known, OPTIONS, asked).items():
        assert 1 <= way.mean <= way.longest <= len(OPTIONS) - len(known) + 1
        assert fact in asked


@given(benches(), facts())
def test_values_taken_once_stand_for_all_that_no_rule_tells_apart(rule_set: RuleSet, known: dict[str, str]) -> None:
    for fact in OPTIONS:
        taken = distinct([rule_set], fact, OPTIONS[fact])
        for value in OPTIONS[fact]:
            same = next(each for each in taken if rule_set.told_apart(fact, each) == rule_set.told_apart(fact, value))
            assert rule_set.verdict({**known, fact: value}) is rule_set.verdict({**known, fact: same})

"""Whatever the rules: what nobody stated clears nobody, and more knowledge never overturns what was settled."""

from itertools import product

from hypothesis import given, strategies as st

from netral.engines.rules.evaluation import Clause, Outcome, Rule, RuleSet, Verdict
from netral.engines.rules.predicates import AnyOf, Is, parse
from tests.engines.rules.making import DAY, OPTIONS, benches, facts

FACTS = tuple(OPTIONS)


def completions(known: dict[str, str]) -> list[dict[str, str]]:
    """Every way the unknown facts may turn out."""
    unknown = [fact for fact in FACTS if fact not in known]
    return [
        {**known, **dict(zip(unknown, answers, strict=True))} for answers in product(*(OPTIONS[f] for f in unknown))
    ]


def rule(when: object, outcome: Outcome = Outcome.BROKEN, unless: tuple[Clause, ...] = ()) -> Rule:
    return Rule(id="r:N", norm="N", when=parse(when), outcome=outcome, unless=unless, valid_from=DAY)


@given(benches(), facts())
def test_whoever_is_cleared_is_cleared_however_the_unknown_turns_out(rule_set: RuleSet, known: dict[str, str]) -> None:
    if rule_set.verdict(known) is Verdict.CLEAR:
        assert {rule_set.verdict(facts) for facts in completions(known)} == {Verdict.CLEAR}


@given(benches(), facts())
def test_a_breach_stays_a_breach_however_the_unknown_turns_out(rule_set: RuleSet, known: dict[str, str]) -> None:
    if rule_set.verdict(known) is Verdict.VIOLATION:
        assert {rule_set.verdict(facts) for facts in completions(known)} == {Verdict.VIOLATION}


@given(benches(), st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in OPTIONS.items()}))
def test_with_all_facts_known_nothing_depends_on_anything(rule_set: RuleSet, known: dict[str, str]) -> None:
    assert rule_set.verdict(known) is not Verdict.DEPENDS


@given(benches(), facts())
def test_the_trace_says_what_the_verdict_says(rule_set: RuleSet, known: dict[str, str]) -> None:
    judged = rule_set.judge(known)

    assert judged.verdict is rule_set.verdict(known)
    assert [node.outcome for node in judged.nodes] == rule_set.outcomes(known)
    assert [node.id for node in judged.nodes] == [rule.id for rule in rule_set.rules]
    for node in judged.nodes:
        assert all(reading.read == known.get(reading.fact) for reading in node.readings)


def test_the_first_exception_that_holds_decides() -> None:
    first = Clause(id="x1", when=Is("b", ("1",)), outcome=Outcome.DISPUTED)
    second = Clause(id="x2", when=AnyOf((Is("b", ("1", "2")),)), outcome=Outcome.KEPT)
    rule_set = RuleSet([rule({"a": "1"}, unless=(first, second))])

    assert rule_set.verdict({"a": "1", "b": "1"}) is Verdict.ASK
    assert rule_set.verdict({"a": "1", "b": "2"}) is Verdict.CLEAR
    assert rule_set.verdict({"a": "1", "b": "3"}) is Verdict.VIOLATION
    assert rule_set.verdict({"a": "1"}) is Verdict.DEPENDS


def test_an_exception_may_be_taken_away_by_its_own_exception() -> None:
    inner = Clause(id="x1.1", when=Is("c", ("1",)), outcome=Outcome.BROKEN)
    rule_set = RuleSet(
        [rule({"a": "1"}, unless=(Clause(id="x1", when=Is("b", ("1",)), outcome=Outcome.KEPT, unless=(inner,)),))]
    )

    assert rule_set.verdict({"a": "1", "b": "1", "c": "1"}) is Verdict.VIOLATION
    assert rule_set.verdict({"a": "1", "b": "1", "c": "2"}) is Verdict.CLEAR


def test_an_exception_that_holds_settles_a_rule_that_is_open() -> None:
    rule_set = RuleSet([rule({"a": "1"}, unless=(Clause(id="x", when=Is("b", ("1",)), outcome=Outcome.KEPT),))])

    assert rule_set.verdict({"b": "1"}) is Verdict.CLEAR


def test_without_any_rule_nobody_is_cleared() -> None:
    assert RuleSet([]).verdict({"a": "1"}) is Verdict.ASK

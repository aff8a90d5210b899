"""A region may tighten and never loosen, whatever it writes."""

from itertools import product

from hypothesis import given

from netral.engines.rules.evaluation import Clause, Outcome, Rule, RuleSet, Verdict
from netral.engines.rules.predicates import Is, parse
from netral.engines.rules.strictness import loosening
from tests.engines.rules.making import DAY, OPTIONS, benches

STRICTNESS = [Verdict.CLEAR, Verdict.ASK, Verdict.VIOLATION]


def rule(when: object, outcome: Outcome = Outcome.BROKEN, unless: tuple[Clause, ...] = ()) -> Rule:
    return Rule(id="r:N", norm="N", when=parse(when), outcome=outcome, unless=unless, valid_from=DAY)


@given(benches(), benches())
def test_more_rules_never_loosen(central: RuleSet, extra: RuleSet) -> None:
    assert loosening(central, RuleSet((*central.rules, *extra.rules)), OPTIONS) is None


@given(benches(), benches())
def test_a_loosening_is_found_exactly_when_there_is_one(central: RuleSet, local: RuleSet) -> None:
    milder = any(
        STRICTNESS.index(local.verdict(known)) < STRICTNESS.index(central.verdict(known))
        for known in (dict(zip(OPTIONS, values, strict=True)) for values in product(*OPTIONS.values()))
    )
    found = loosening(central, local, OPTIONS)

    assert (found is not None) == milder
    if found:
        assert (central.verdict(found.facts), local.verdict(found.facts)) == (found.central, found.local)


def test_an_added_exception_is_named_with_the_facts_it_would_free() -> None:
    freed = Clause(id="x", when=Is("b", ("2",)), outcome=Outcome.KEPT)
    found = loosening(RuleSet([rule({"a": "1"})]), RuleSet([rule({"a": "1"}, unless=(freed,))]), OPTIONS)

    assert found is not None
    assert (found.facts, found.central, found.local) == ({"a": "1", "b": "2"}, Verdict.VIOLATION, Verdict.CLEAR)

"""Random rules over a few facts, for properties that must hold of any rules."""

from datetime import date
from itertools import count

from hypothesis import strategies as st

from netral.engines.rules.evaluation import Clause, Outcome, Rule, RuleSet
from netral.engines.rules.predicates import AllOf, AnyOf, Is, Not, Predicate

OPTIONS = {"a": ("1", "2"), "b": ("1", "2", "3"), "c": ("1", "2"), "d": ("1", "2")}
DAY = date(2024, 10, 10)


def leaf() -> st.SearchStrategy[Predicate]:
    """A comparison of one fact with some of its values."""
    return st.sampled_from(sorted(OPTIONS)).flatmap(
        lambda fact: st.sets(st.sampled_from(OPTIONS[fact]), min_size=1).map(
            lambda values: Is(fact, tuple(sorted(values)))
        )
    )


def predicates() -> st.SearchStrategy[Predicate]:
    """Condition trees of moderate depth."""
    return st.recursive(
        leaf(),
        lambda part: st.one_of(
            part.map(Not),
            st.lists(part, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(part, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        ),
        max_leaves=6,
    )


def exceptions() -> st.SearchStrategy[Clause]:
    """An exception, which may have an exception of its own."""
    outcomes = st.sampled_from([Outcome.KEPT, Outcome.DISPUTED, Outcome.BROKEN])
    plain = st.builds(Clause, id=st.just("x"), when=predicates(), outcome=outcomes)
    return st.builds(
        Clause, id=st.just("x"), when=predicates(), outcome=outcomes, unless=st.lists(plain, max_size=1).map(tuple)
    )


@st.composite
def benches(draw: st.DrawFn) -> RuleSet:
    """The rules of an act, one to four of them."""
    numbers = count(1)
    rule = st.builds(
        Rule,
        id=st.builds(lambda: f"r{next(numbers)}"),
        norm=st.just("N"),
        when=predicates(),
        outcome=st.sampled_from([Outcome.BROKEN, Outcome.DISPUTED]),
        unless=st.lists(exceptions(), max_size=2).map(tuple),
        valid_from=st.just(DAY),
    )
    return RuleSet(draw(st.lists(rule, min_size=1, max_size=4)))


def facts() -> st.SearchStrategy[dict[str, str]]:
    """Some facts stated, the others unknown."""
    return st.fixed_dictionaries({}, optional={fact: st.sampled_from(values) for fact, values in OPTIONS.items()})


def whole_cases() -> st.SearchStrategy[dict[str, str]]:
    """Every fact stated."""
    return st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in OPTIONS.items()})

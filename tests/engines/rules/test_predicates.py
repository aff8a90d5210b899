"""Conditions are read strictly, and errors name the place."""

import pytest

from netral.engines.rules.predicates import AllOf, AnyOf, Is, Not, RuleError, leaves, parse


def test_a_condition_reads_as_it_is_written() -> None:
    found = parse({"deed": ["like", "share"], "any": [{"a": "1"}, {"not": {"b": "2"}}]})

    assert found == AllOf((Is("deed", ("like", "share")), AnyOf((Is("a", ("1",)), Not(Is("b", ("2",)))))))
    assert [leaf.fact for leaf in leaves(found)] == ["deed", "a", "b"]


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({}, "when: expected a mapping"),
        (["a"], "when: expected a mapping"),
        ({"any": {"a": "1"}}, "when.any: expected a list of conditions"),
        ({"all": []}, "when.all: expected a list of conditions"),
        ({"any": [{"a": "1"}, 3]}, r"when\.any\[1\]: expected a mapping"),
        ({"a": True}, "when.a: expected a value or a list of values in text, found True"),
        ({"a": []}, "when.a: expected a value"),
        ({"not": "a"}, "when.not: expected a mapping"),
    ],
)
def test_what_cannot_be_read_is_named(tree: object, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse(tree)

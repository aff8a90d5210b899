"""Conditions as trees of data, answered True, False or Unknown (None) after Kleene's strong logic.

A condition is written as a mapping, every entry of which has to hold:

    {account: candidate, deed: [like, share]}          a fact has one of the values
    {any: [{...}, {...}]}   {all: [{...}, {...}]}   {not: {...}}

A fact nobody has stated is Unknown, and Unknown is carried upward: it turns False only where something else already
decides, so that what was left out can never clear anyone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Truth: TypeAlias = bool | None
Facts: TypeAlias = Mapping[str, str]
Truths: TypeAlias = Sequence[Truth]

_ALL, _ANY, _NOT = "all", "any", "not"


class RuleError(ValueError):
    """A rule that cannot be read; the message names the place and what was expected there."""


@dataclass(frozen=True)
class Is:
    """A fact has one of these values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Predicate"


Predicate: TypeAlias = Is | AllOf | AnyOf | Not


def parse(tree: Any, place: str = "when") -> Predicate:
    """Read a condition from data. Raises RuleError."""
    if not isinstance(tree, Mapping) or not tree:
        raise RuleError(f"{place}: expected a mapping of facts, or all, any, not; found {tree!r}")
    parts = tuple(_entry(key, value, f"{place}.{key}") for key, value in tree.items())
    return parts[0] if len(parts) == 1 else AllOf(parts)


def leaves(predicate: Predicate) -> Iterator[Is]:
    """Every comparison in the tree, from left to right."""
    match predicate:
        case Is():
            yield predicate
        case Not(part):
            yield from leaves(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)


def truth_of(predicate: Predicate, facts: Facts) -> Truth:
    """Whether a condition holds by these facts, Unknown where they do not tell."""
    read = tuple(dict.fromkeys(leaves(predicate)))
    truths = [facts[leaf.fact] in leaf.values if leaf.fact in facts else None for leaf in read]
    return compiled(predicate, {leaf: place for place, leaf in enumerate(read)})(truths)


def compiled(predicate: Predicate, places: Mapping[Is, int]) -> Callable[[Truths], Truth]:
    """A function that folds the tree over the truths of its leaves, which stand at the given places."""
    match predicate:
        case Is():
            place = places[predicate]
            return lambda truths: truths[place]
        case Not(part):
            return _negated(compiled(part, places))
        case AllOf(parts):
            return _folded([compiled(part, places) for part in parts], decisive=False)
        case AnyOf(parts):
            return _folded([compiled(part, places) for part in parts], decisive=True)


def _entry(key: str, value: Any, place: str) -> Predicate:
    if key in (_ALL, _ANY):
        if not isinstance(value, list) or not value:
            raise RuleError(f"{place}: expected a list of conditions, found {value!r}")
        parts = tuple(parse(part, f"{place}[{number}]") for number, part in enumerate(value))
        return AllOf(parts) if key == _ALL else AnyOf(parts)
    if key == _NOT:
        return Not(parse(value, place))
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(item, str) for item in values):
        raise RuleError(f"{place}: expected a value or a list of values in text, found {value!r}")
    return Is(key, tuple(values))


def _negated(part: Callable[[Truths], Truth]) -> Callable[[Truths], Truth]:
    def negate(truths: Truths) -> Truth:
        truth = part(truths)
        return None if truth is None else not truth

    return negate


def _folded(parts: list[Callable[[Truths], Truth]], *, decisive: bool) -> Callable[[Truths], Truth]:
    def fold(truths: Truths) -> Truth:
        result: Truth = not decisive
        for part in parts:
            truth = part(truths)
            if truth is decisive:
                return decisive
            if truth is None:
                result = None
        return result

    return fold

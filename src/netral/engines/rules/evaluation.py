"""Judging facts by rules: one outcome and one trace node for every rule, and the verdict they make together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from netral.engines.rules.predicates import Facts, Is, Predicate, Truth, Truths, compiled, leaves


class Verdict(StrEnum):
    """What the rules say about an act."""

    VIOLATION = "melanggar"
    CLEAR = "tidak"
    DEPENDS = "tergantung"
    ASK = "minta-petunjuk"
    OUTSIDE = "luar-cakupan"


class Outcome(StrEnum):
    """What one rule says: that it is broken, kept, that official sources disagree, or nothing yet."""

    BROKEN = "broken"
    KEPT = "kept"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A condition with what follows when it holds, and its exceptions: the first that holds decides in its place.

    `basis` names where the clause stands: ids of norms or conflicts. Exceptions may have exceptions of their own.
    """

    id: str
    when: Predicate
    outcome: Outcome
    basis: tuple[str, ...] = ()
    unless: tuple["Clause", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule(Clause):
    """A clause that holds from a day to a day, both included, and has been known since a moment."""

    norm: str
    valid_from: date
    valid_to: date | None = None
    published_at: datetime | None = None

    @property
    def key(self) -> str:
        """The id, shared by all dated editions of the rule."""
        return self.id


class Reading(NamedTuple):
    """One comparison: the values asked for, the value read (None: not stated), and whether it holds."""

    fact: str
    values: tuple[str, ...]
    read: str | None
    truth: Truth


class Node(NamedTuple):
    """What was made of one clause; `exceptions` are nodes of their own, in the order they were tried."""

    id: str
    holds: Truth
    outcome: Outcome | None
    readings: tuple[Reading, ...]
    exceptions: tuple["Node", ...]


class Judged(NamedTuple):
    """The verdict, with one node for every rule in the order of the rules."""

    verdict: Verdict
    nodes: tuple[Node, ...]


class _Step(NamedTuple):
    clause: Clause
    holds: Callable[[Truths], Truth]
    places: tuple[int, ...]
    exceptions: tuple["_Step", ...]


class RuleSet:
    """The rules of one act on one day, made ready to judge any number of cases."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._leaves: dict[Is, int] = {}
        self._steps = tuple(self._step(rule) for rule in self.rules)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts the rules read, in the order they first appear."""
        return tuple(dict.fromkeys(leaf.fact for leaf in self._leaves))

    def distinct(self, fact: str, values: Sequence[str]) -> tuple[str, ...]:
        """One of each group of values that no rule tells apart, the first in their order."""
        return distinct([self], fact, values)

    def told_apart(self, fact: str, value: str) -> tuple[bool, ...]:
        """Whether a value is one of those asked for, for each comparison of the fact."""
        return tuple(value in leaf.values for leaf in self._leaves if leaf.fact == fact)

    def judge(self, facts: Facts) -> Judged:
        """Judge the facts, with a full trace. Facts that are left out are unknown."""
        readings = tuple(_reading(leaf, facts.get(leaf.fact)) for leaf in self._leaves)
        truths = [reading.truth for reading in readings]
        nodes = tuple(_node(step, _ruled(step, truths), truths, readings) for step in self._steps)
        return Judged(verdict_of([node.outcome for node in nodes]), nodes)

    def outcomes(self, facts: Facts) -> list[Outcome | None]:
        """What each rule says, without a trace; None where its condition does not hold."""
        truths = [_truth(leaf, facts.get(leaf.fact)) for leaf in self._leaves]
        return [_ruled(step, truths) for step in self._steps]

    def verdict(self, facts: Facts) -> Verdict:
        """The verdict alone."""
        return verdict_of(self.outcomes(facts))

    def _step(self, clause: Clause) -> _Step:
        places = tuple(self._leaves.setdefault(leaf, len(self._leaves)) for leaf in leaves(clause.when))
        exceptions = tuple(self._step(exception) for exception in clause.unless)
        return _Step(clause, compiled(clause.when, self._leaves), places, exceptions)


def distinct(benches: Sequence[RuleSet], fact: str, values: Sequence[str]) -> tuple[str, ...]:
    """One of each group of values that no rule of these benches tells apart, the first in their order."""
    seen: dict[tuple[tuple[bool, ...], ...], str] = {}
    for value in values:
        seen.setdefault(tuple(rule_set.told_apart(fact, value) for rule_set in benches), value)
    return tuple(seen.values())


def verdict_of(outcomes: Sequence[Outcome | None]) -> Verdict:
    """One verdict of what all rules say: a breach outweighs all, and only rules that are all settled can clear.

    Where no rule is known at all, nobody can be cleared: guidance has to be asked for.
    """
    if not outcomes:
        return Verdict.ASK
    for outcome, verdict in (
        (Outcome.BROKEN, Verdict.VIOLATION),
        (Outcome.UNKNOWN, Verdict.DEPENDS),
        (Outcome.DISPUTED, Verdict.ASK),
    ):
        if outcome in outcomes:
            return verdict
    return Verdict.CLEAR


def _truth(leaf: Is, read: str | None) -> Truth:
    return None if read is None else read in leaf.values


def _reading(leaf: Is, read: str | None) -> Reading:
    return Reading(leaf.fact, leaf.values, read, None if read is None else read in leaf.values)


def _ruled(step: _Step, truths: Truths) -> Outcome | None:
    """What a rule says. Kept is as good as not concerned, so that an exception that holds settles an open rule too."""
    excepted = _excepted(step, truths)
    return excepted if excepted is Outcome.KEPT else _outcome(step, truths)


def _outcome(step: _Step, truths: Truths) -> Outcome | None:
    holds = step.holds(truths)
    if holds is False:
        return None
    if holds is None:
        return Outcome.UNKNOWN
    return _excepted(step, truths) or step.clause.outcome


def _excepted(step: _Step, truths: Truths) -> Outcome | None:
    outcomes = (_outcome(exception, truths) for exception in step.exceptions)
    return next((outcome for outcome in outcomes if outcome is not None), None)


def _node(step: _Step, outcome: Outcome | None, truths: Truths, readings: Sequence[Reading]) -> Node:
    return Node(
        step.clause.id,
        step.holds(truths),
        outcome,
        tuple(readings[place] for place in step.places),
        tuple(_node(exception, _outcome(exception, truths), truths, readings) for exception in step.exceptions),
    )

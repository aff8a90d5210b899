"""The rules of a catalogue as the engine judges them: each row once for every norm, within that norm's own limits."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from netral.apps.catalogue.rows import ActRules, Catalogue, ExceptionRow, Fact, Norm, NormPhase, RuleRow
from netral.engines.rules.asking import Standing, standing
from netral.engines.rules.dated import in_force
from netral.engines.rules.judging import Bench, Clause, Rule
from netral.engines.rules.predicates import AllOf, Facts, Is, Predicate, parse

STATUS, PHASE = "status", "tahap"
_MOST_REMEMBERED = 50_000


class UnknownAct(LookupError):
    """No act with this code is judged by rules."""

    def __init__(self, act: str, known: Iterable[str]) -> None:
        self.act = act
        self.known = tuple(known)
        super().__init__(f"unknown act {act!r}; known acts: {', '.join(self.known)}")


class Rulebook:
    """All rules of one catalogue, by act and day. Benches are made once for every stretch without a change of law."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._by_act = {rows.act: rows for rows in catalogue.act_rules}
        self._benches: dict[tuple[str, int], Bench] = {}
        self._standings: dict[tuple[str, int, frozenset[tuple[str, str]], frozenset[str]], Standing] = {}

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The values each fact can have, in the order they are offered."""
        return {fact.code: tuple(fact.options) for fact in self.catalogue.facts}

    @cached_property
    def assumed(self) -> dict[str, str]:
        """The facts taken as given while nobody has stated them."""
        return {fact.code: fact.assumed for fact in self.catalogue.facts if fact.assumed is not None}

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that are judged by rules."""
        return tuple(self._by_act)

    def of(self, act: str) -> ActRules:
        """How an act is judged. Raises UnknownAct."""
        if act not in self._by_act:
            raise UnknownAct(act, self._by_act)
        return self._by_act[act]

    def facts_of(self, act: str) -> tuple[Fact, ...]:
        """The facts that may decide an act, in the order its rules first read them. Raises UnknownAct."""
        read = Bench(self._rules(self.of(act))).facts
        facts = {fact.code: fact for fact in self.catalogue.facts}
        return tuple(facts[code] for code in read)

    def bench(self, act: str, on: date) -> Bench:
        """The rules of an act that are the law on a day. Raises UnknownAct."""
        place = (act, bisect_right(self.turns, on))
        if place not in self._benches:
            self._benches[place] = Bench(in_force(self._rules(self.of(act)), on))
        return self._benches[place]

    def standing(self, act: str, on: date, facts: Facts, declined: frozenset[str]) -> Standing:
        """How far a case has come. The same cases come again and again, so that answers are remembered."""
        key = (act, bisect_right(self.turns, on), frozenset(facts.items()), declined)
        if key not in self._standings:
            if len(self._standings) >= _MOST_REMEMBERED:
                self._standings.clear()
            self._standings[key] = standing(self.bench(act, on), facts, self.options, declined)
        return self._standings[key]

    @cached_property
    def turns(self) -> list[date]:
        """The days on which the law changes, the first being that on which the catalogue begins."""
        starts = {norm.valid_from for norm in self.catalogue.norms}
        ends = {norm.valid_to + timedelta(days=1) for norm in self.catalogue.norms if norm.valid_to}
        return sorted(starts | ends)

    def _rules(self, rows: ActRules) -> Iterator[Rule]:
        for row in rows.rules:
            # In the order of the row: the norm that fits best stands first.
            for norm in (norm for norm_id in row.norms for norm in self.catalogue.norms if norm.id == norm_id):
                yield _rule(row, norm, self.options[STATUS])


def _rule(row: RuleRow, norm: Norm, statuses: Iterable[str]) -> Rule:
    return Rule(
        id=f"{row.id}:{norm.id}",
        norm=norm.id,
        when=AllOf((*_limits(norm, statuses), parse(row.when, row.id))),
        outcome=row.outcome,
        basis=(row.because,) if row.because else (),
        unless=tuple(_exception(exception) for exception in row.unless),
        valid_from=norm.valid_from,
        valid_to=norm.valid_to,
        published_at=norm.published_at,
    )


def _limits(norm: Norm, statuses: Iterable[str]) -> Iterator[Predicate]:
    """Whom a norm binds and when. A norm for officials outside the list of statuses is not limited by status."""
    bound = tuple(status for status in statuses if status in norm.subjects)
    if bound:
        yield Is(STATUS, bound)
    if norm.phase is not NormPhase.ANY:
        yield Is(PHASE, (norm.phase.value,))


def _exception(row: ExceptionRow) -> Clause:
    return Clause(
        id=row.id,
        when=parse(row.when, row.id),
        outcome=row.outcome,
        basis=row.basis,
        unless=tuple(_exception(exception) for exception in row.unless),
    )

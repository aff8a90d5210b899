"""The rules of a catalogue as the engine judges them: each row once for every norm, within that norm's own limits."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from netral.apps.catalogue.rows import Catalogue, Norm, NormPhase, Status
from netral.apps.catalogue.rule_rows import ActRules, ExceptionRow, Fact, RuleRow
from netral.engines.rules.dated import in_force
from netral.engines.rules.evaluation import Clause, Rule, RuleSet
from netral.engines.rules.predicates import AllOf, Facts, Is, Predicate, parse
from netral.engines.rules.questions import Standing, Way, standing, ways, worsening

STATUS, PHASE = "status", "tahap"
# What is asked last: whether anything else was part of it.
NOTHING_ELSE, NONE, TICKED = "hal_lain", "tidak-ada", "ada"
_MOST_REMEMBERED = 50_000


class UnknownAct(LookupError):
    """No act with this code is judged by rules."""

    def __init__(self, act: str, known: Iterable[str]) -> None:
        self.act = act
        self.known = tuple(known)
        super().__init__(f"unknown act {act!r}; known acts: {', '.join(self.known)}")


class Rulebook:
    """All rules of one catalogue, by act and day. Rule sets are made once for every stretch without a change of law."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._by_act = {rows.act: rows for rows in catalogue.act_rules}
        self._facts_of: dict[str, tuple[Fact, ...]] = {}
        self._rule_sets: dict[tuple[str, int], RuleSet] = {}
        self._standings: dict[tuple[str, int, frozenset[tuple[str, str]], frozenset[str]], Standing] = {}
        self._ways: dict[tuple[str, int, frozenset[tuple[str, str]], tuple[str, ...]], dict[str, Way]] = {}
        self._worse: dict[tuple[str, int, frozenset[tuple[str, str]], tuple[str, ...]], dict[str, tuple[str, ...]]] = {}

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The values each fact can have, in the order they are offered."""
        return {fact.code: tuple(fact.options) for fact in self.catalogue.facts}

    @cached_property
    def assumed(self) -> dict[str, str]:
        """The facts taken as given while nobody has stated them."""
        return {fact.code: fact.assumed for fact in self.catalogue.facts if fact.assumed is not None}

    @cached_property
    def asks_for_more(self) -> bool:
        """Whether nobody is cleared before it was asked what else was part of it; data sets of old did not ask."""
        return NOTHING_ELSE in self.options and bool(self.catalogue.others)

    def status(self, code: str | None, on: date) -> Status | None:
        """As whom a status counts on a day; None where nothing is said about it."""
        rows = in_force((row for row in self.catalogue.statuses if row.code == code), on)
        return next(iter(rows), None)

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
        if act not in self._facts_of:
            read = RuleSet(self._rules(self.of(act))).facts
            facts = {fact.code: fact for fact in self.catalogue.facts}
            self._facts_of[act] = tuple(facts[code] for code in read)
        return self._facts_of[act]

    def stretch(self, on: date) -> int:
        """The number of the stretch without a change of law that a day lies in."""
        return bisect_right(self.turns, on)

    def rule_set(self, act: str, on: date) -> RuleSet:
        """The rules of an act that are the law on a day. Raises UnknownAct."""
        place = (act, self.stretch(on))
        if place not in self._rule_sets:
            self._rule_sets[place] = RuleSet(in_force(self._rules(self.of(act)), on))
        return self._rule_sets[place]

    def standing(self, act: str, on: date, facts: Facts, declined: frozenset[str]) -> Standing:
        """How far a case has come. The same cases come again and again, so that answers are remembered."""
        key = (act, self.stretch(on), frozenset(facts.items()), declined)
        if key not in self._standings:
            if len(self._standings) >= _MOST_REMEMBERED:
                self._standings.clear()
            self._standings[key] = standing(self.rule_set(act, on), facts, self.options, declined)
        return self._standings[key]

    def ways(self, act: str, on: date, values: Facts, asked: tuple[str, ...]) -> dict[str, Way]:
        """How long the ways are that begin with each of the facts asked, remembered."""
        key = (act, self.stretch(on), frozenset(values.items()), asked)
        if key not in self._ways:
            if len(self._ways) >= _MOST_REMEMBERED:
                self._ways.clear()
            self._ways[key] = ways(self.rule_set(act, on), values, self.options, asked)
        return self._ways[key]

    def worsening(self, act: str, on: date, values: Facts, doubted: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """For each doubted fact the other values by which a case may get worse, remembered like standings."""
        key = (act, self.stretch(on), frozenset(values.items()), doubted)
        if key not in self._worse:
            if len(self._worse) >= _MOST_REMEMBERED:
                self._worse.clear()
            self._worse[key] = worsening(self.rule_set(act, on), values, doubted, self.options)
        return self._worse[key]

    @cached_property
    def turns(self) -> list[date]:
        """The days on which the law changes, the first being that on which the catalogue begins."""
        norms, rules = self.catalogue.norms, [row for rows in self.catalogue.act_rules for row in rows.rules]
        starts = {day for norm in norms for day in (norm.valid_from, norm.window_from) if day}
        ends = {day for norm in norms for day in (norm.valid_to, norm.window_to) if day}
        starts |= {row.valid_from for row in rules if row.valid_from}
        ends |= {row.valid_to for row in rules if row.valid_to}
        return sorted(starts | {day + timedelta(days=1) for day in ends})

    def _rules(self, rows: ActRules) -> Iterator[Rule]:
        for row in rows.rules:
            # In the order of the row: the norm that fits best stands first.
            for norm in (norm for norm_id in row.norms for norm in self.catalogue.norms if norm.id == norm_id):
                bound = self.bound_by(norm)
                # A norm that names no status binds none of them. Data sets of old had no rows to tell them apart.
                if bound or not self.catalogue.statuses:
                    yield _rule(row, norm, bound)

    def bound_by(self, norm: Norm) -> tuple[str, ...]:
        """The statuses a norm binds: those that count as one of its subjects."""
        subjects = set(norm.subjects)
        if not self.catalogue.statuses:
            return tuple(code for code in self.options[STATUS] if code in subjects)
        # In the order of the rows: a stored data set forgets that of the options, and receipts tell this one.
        return tuple(dict.fromkeys(row.code for row in self.catalogue.statuses if subjects & {*row.subjects}))


def _rule(row: RuleRow, norm: Norm, bound: tuple[str, ...]) -> Rule:
    return Rule(
        id=f"{row.id}:{norm.id}",
        norm=norm.id,
        when=AllOf((*_limits(norm, bound), parse(row.when, row.id))),
        outcome=row.outcome,
        basis=(row.because,) if row.because else (),
        unless=tuple(_exception(exception) for exception in row.unless),
        valid_from=max(day for day in (norm.valid_from, norm.window_from, row.valid_from) if day),
        valid_to=min((day for day in (norm.valid_to, norm.window_to, row.valid_to) if day), default=None),
        published_at=norm.published_at,
    )


def _limits(norm: Norm, bound: tuple[str, ...]) -> Iterator[Predicate]:
    """Whom a norm binds and when; only in data sets of old is a norm not limited by status."""
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

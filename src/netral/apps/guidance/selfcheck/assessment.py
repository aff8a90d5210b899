"""When words may weigh for or against somebody, and what has to be asked first.

Words convict only where they state the deed itself. They clear nobody: before anybody is told that nothing was broken
she confirms what was understood, and that none of the things was part of it by which the answer would be another.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from netral.apps.guidance.selfcheck.domain import (
    NONE,
    NOTHING_ELSE,
    OTHER_PERSON,
    PHASE,
    STATUS,
    TEXT,
    TICKED,
    USER,
    CheckState,
    Clash,
    TextAnalysis,
    facts_of,
    resolve_phase,
)
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import StatedFact


class Judged(Protocol):
    """A judgement, as far as caution needs to know it."""

    @property
    def verdict(self) -> Verdict:
        """What the rules say."""

    @property
    def facts(self) -> tuple[StatedFact, ...]:
        """The facts it was made from."""

    @property
    def act(self) -> str:
        """The act that was judged."""

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What could still change it, the most telling first."""


class Hidden(Protocol):
    """A deed of another act that may hide in a story."""

    @property
    def act(self) -> str:
        """The act it is judged as."""

    @property
    def fact(self) -> str:
        """The fact that is ticked."""

    @property
    def value(self) -> str:
        """The value that is ticked."""

    @property
    def implied(self) -> Mapping[str, str]:
        """What the words of the tick say besides."""


_OPEN = (Verdict.DEPENDS, Verdict.CLEAR)
J = TypeVar("J", bound=Judged)
J_co = TypeVar("J_co", bound=Judged, covariant=True)


class RuleService(Protocol[J_co]):
    """Who knows the rules."""

    def reads(self, act: str) -> Collection[str]:
        """The codes of the facts that may decide an act."""

    def presumed(self, act: str) -> Collection[str]:
        """The facts that the name of an act suggests and nobody stated."""

    def presumed_status(self) -> Mapping[str, str]:
        """The status taken while nobody has stated one."""

    def unticked(self, act: str) -> Mapping[str, str]:
        """The facts that may be asked for all at once, with the value that holds where nothing is ticked."""

    def deeds(self, act: str) -> Collection[str]:
        """The facts about what was done, of which more than one value may be true."""

    def others(self, act: str) -> Iterable[Hidden]:
        """The deeds of other acts that may hide in a story about this one."""

    def asks_for_more(self) -> bool:
        """Whether it is asked what else was part of it, before anybody is cleared."""

    def phase(self, day: date) -> str:
        """The phase a day falls in, as a value of the fact."""

    def judge(
        self,
        act: str,
        facts: Iterable[StatedFact],
        on: date,
        phase: str,
        declined: frozenset[str] = frozenset(),
        doubted: frozenset[str] = frozenset(),
    ) -> J_co:
        """Judge an act of a day by these facts."""

    def ways(
        self, act: str, on: date, values: Mapping[str, str], asked: tuple[str, ...]
    ) -> Mapping[str, tuple[int, float]]:
        """How long the ways are that begin with each of the facts asked, at most and on average."""

    def worsening(
        self, act: str, on: date, values: Mapping[str, str], doubted: tuple[str, ...]
    ) -> Mapping[str, tuple[str, ...]]:
        """For each doubted fact the other values by which the case may get worse."""


@dataclass(frozen=True)
class Confirmation:
    """The one question before anybody is cleared: which of these was part of it too, as (fact, value) pairs.

    `own` may turn the act itself, `others` are deeds of other acts.
    """

    own: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]

    @property
    def things(self) -> tuple[tuple[str, str], ...]:
        """Everything that may be ticked, what belongs to the act first."""
        return tuple(dict.fromkeys((*self.own, *self.others)))


@dataclass(frozen=True)
class Assessment(Generic[J]):
    """What came of a case.

    `understood` is what it rests upon so far, said or read. `questions` are the facts worth asking, the next one first;
    `confirmation` is the question that stands before an answer, if it is the turn of that. `clash` says that words and
    day tell different things.
    """

    judgement: J
    on: date
    clash: Clash | None = None
    understood: tuple[StatedFact, ...] = ()
    questions: tuple[str, ...] = ()
    confirmation: Confirmation | None = None


def assess(case: CheckState, heard: TextAnalysis, rule_service: RuleService[J], today: date) -> Assessment[J]:
    """Judge a case for the day she named, the day her words name, or today."""
    on = case.on or heard.day or today
    told = facts_of(case, heard.facts, rule_service.reads(case.act))
    facts, clash = resolve_phase(told, rule_service.phase(on), day_named=case.on is not None)
    return replace(_assessed(_Hearing(case, heard, rule_service, on, facts)), clash=clash)


def _assessed(hearing: "_Hearing[J]") -> Assessment[J]:
    """The worst of the act and of what she ticked beside it; what is still open comes before a doubt."""
    beside = hearing.beside
    if Verdict.VIOLATION in beside:
        return Assessment(beside[Verdict.VIOLATION], hearing.on)
    certain = hearing.judge(hearing.certain)
    if certain.verdict is Verdict.VIOLATION:
        return Assessment(certain, hearing.on)
    if Verdict.DEPENDS in beside:
        return hearing.asking(beside[Verdict.DEPENDS])
    found = _cleared(hearing) if certain.verdict in _OPEN else Assessment(certain, hearing.on)
    if Verdict.ASK in beside and found.judgement.verdict is not Verdict.DEPENDS:
        return Assessment(beside[Verdict.ASK], hearing.on)
    return found


@dataclass(frozen=True)
class _Hearing(Generic[J]):
    case: CheckState
    heard: TextAnalysis
    rule_service: RuleService[J]
    on: date
    facts: tuple[StatedFact, ...]

    def judge(self, facts: Iterable[StatedFact]) -> J:
        """Judge the act of the case by these facts and by what she said of all the rest."""
        said = NONE if self.case.stated.get(NOTHING_ELSE) == NONE else TICKED
        closed = (StatedFact(NOTHING_ELSE, said, USER),) if self.is_closed else ()
        return self._judge(self.case.act, (*facts, *closed))

    def _judge(self, act: str, facts: Iterable[StatedFact]) -> J:
        doubted = {*self.rule_service.presumed(act), *((STATUS,) if self.who_is_open else ())}
        phase = self.rule_service.phase(self.on)
        return self.rule_service.judge(act, facts, self.on, phase, self.case.declined, frozenset(doubted))

    @property
    def is_closed(self) -> bool:
        """Whether she said what else was part of it: that it was nothing, or a deed of another act."""
        stated = self.case.stated
        has_ticked = any(stated.get(o.fact) == o.value for o in self.rule_service.others(self.case.act))
        return self.rule_service.asks_for_more() and (has_ticked or stated.get(NOTHING_ELSE) == NONE)

    @property
    def who_is_open(self) -> bool:
        """Whether her own status is not presumed: another was named, or she said that somebody else did it."""
        return self.heard.who_is_open or self.case.doer == OTHER_PERSON

    @property
    def stated(self) -> tuple[StatedFact, ...]:
        """What she said herself; the phase may come from words, for it weighs no more than a day."""
        return tuple(fact for fact in self.facts if fact.source == USER or fact.code == PHASE)

    @property
    def presumed_status(self) -> dict[str, str]:
        """Who she is while neither she nor her words say so, to be confirmed like what was read."""
        known = self.case.declined | {fact.code for fact in self.facts}
        if STATUS in known or self.who_is_open:
            return {}
        return dict(self.rule_service.presumed_status())

    @property
    def certain(self) -> tuple[StatedFact, ...]:
        """What she said, and what the words state outright."""
        return tuple(fact for fact in self.facts if fact in self.stated or fact.code in self.heard.deeds)

    @property
    def beside(self) -> dict[Verdict, J]:
        """The judgements on deeds of other acts that she ticked, one of each verdict."""
        ticked = (o for o in self.rule_service.others(self.case.act) if self.case.stated.get(o.fact) == o.value)
        judged = [self._judge(other.act, self._story(other)) for other in ticked]
        return {each.verdict: each for each in reversed(judged)}

    def _story(self, other: Hidden) -> list[StatedFact]:
        """What she ticked as a whole story of its own: nothing else is asked beside it, and she stays who she is."""
        read = {fact.code: fact for fact in self.facts if fact.code in (STATUS, PHASE)}
        said = {**self.case.stated, **other.implied, other.fact: other.value, NOTHING_ELSE: TICKED}
        return list({**read, **{code: StatedFact(code, value, USER) for code, value in said.items()}}.values())

    def asking(self, judged: J) -> Assessment[J]:
        """That the answer is open, with what is worth asking, the fact first by which the longest way is shortest.

        Of ways as long what was read is asked after what was not, for she may confirm it in the end. What may be ticked
        comes last.
        """
        open_facts = tuple(code for code in judged.unanswered if code != NOTHING_ELSE)
        later = self.rule_service.unticked(judged.act)
        now = tuple(code for code in open_facts if code not in later)
        ways = self.rule_service.ways(judged.act, self.on, {fact.code: fact.value for fact in judged.facts}, now)
        unread = self.judge(self.facts).unanswered if judged.act == self.case.act else ()
        first = sorted(now, key=lambda code: (code != STATUS, ways[code][0], code not in unread, ways[code]))
        asked = (*first, *(code for code in open_facts if code in later))
        return Assessment(judged, self.on, understood=self.certain, questions=asked)


def _cleared(hearing: _Hearing[J]) -> Assessment[J]:
    """What is asked next, or the answer that nothing was broken, once she confirmed it."""
    held = _held(hearing)
    judged = hearing.judge(held)
    whole = _with_unticked(hearing, held, judged)
    if whole is None:
        return hearing.asking(judged)
    if not hearing.rule_service.asks_for_more():
        return Assessment(judged, hearing.on)
    if not hearing.is_closed:
        confirmation = _confirmation(hearing, whole)
        return Assessment(judged, hearing.on, understood=whole, confirmation=confirmation)
    return Assessment(hearing.judge(fact._replace(source=USER) for fact in whole), hearing.on)


def _held(hearing: _Hearing[J]) -> tuple[StatedFact, ...]:
    """The facts by which she may be cleared.

    Where every word was understood, or she answered herself what the act was, all that was read counts, for she
    confirms it. Otherwise nothing that was read counts alone: then she is asked. Rules that know no confirming question
    take her own answers only.
    """
    if not hearing.rule_service.asks_for_more():
        return hearing.stated
    has_answered = any(fact.source == USER and fact.code not in (STATUS, PHASE) for fact in hearing.facts)
    if (hearing.heard.plain or has_answered) and _may_clear(hearing.judge(hearing.facts)):
        return hearing.facts
    if not has_answered and _may_clear(hearing.judge(hearing.certain)):
        return hearing.stated
    return hearing.certain


def _may_clear(judged: Judged) -> bool:
    return judged.verdict is Verdict.CLEAR or judged.unanswered == (NOTHING_ELSE,)


def _with_unticked(hearing: _Hearing[J], held: tuple[StatedFact, ...], judged: J) -> tuple[StatedFact, ...] | None:
    """The facts held, with those that are asked for all at once as if none were ticked; None while more is open."""
    later = {**hearing.rule_service.unticked(hearing.case.act), **hearing.presumed_status}
    if not _may_clear(judged) and not (judged.unanswered and set(judged.unanswered) <= {*later, NOTHING_ELSE}):
        return None
    known = {fact.code for fact in held}
    wanted = {*judged.unanswered, *hearing.presumed_status} - known
    whole = (*held, *(StatedFact(code, value, TEXT) for code, value in later.items() if code in wanted))
    after = hearing.judge(whole)
    return whole if _may_clear(after) or after.verdict is Verdict.ASK else None


def _confirmation(hearing: _Hearing[J], whole: tuple[StatedFact, ...]) -> Confirmation:
    """The things by which the answer would be worse; of what she did herself too, for one deed rarely comes alone."""
    case, rule_service = hearing.case, hearing.rule_service
    after, deeds = hearing.judge(whole), rule_service.deeds(case.act)
    doubted = tuple(fact.code for fact in whole if fact.code != PHASE and (fact.source == TEXT or fact.code in deeds))
    values = {fact.code: fact.value for fact in (*after.facts, *whole)}
    worse = rule_service.worsening(case.act, hearing.on, values, doubted)
    own = tuple((code, value) for code, values_of in worse.items() for value in values_of)
    others = tuple((o.fact, o.value) for o in rule_service.others(case.act)) if _may_clear(after) else ()
    return Confirmation(own, others)

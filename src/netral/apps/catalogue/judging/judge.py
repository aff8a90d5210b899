"""Judging an act: what is known, what the rules make of it, what is left to ask, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from netral.apps.catalogue import domain
from netral.apps.catalogue.judging.advice import advice_of
from netral.apps.catalogue.judging.rulebook import NONE, NOTHING_ELSE, PHASE, STATUS, Rulebook
from netral.apps.catalogue.rows import BasisChoice, Conflict, Handler, Norm, NormPhase, SanctionChoice, Status
from netral.apps.catalogue.rule_rows import Fact, Reader
from netral.engines.rules.evaluation import Judged, Node, Outcome, RuleSet, Verdict
from netral.engines.rules.receipt import StatedFact, receipt

OUTSIDE_ACT = "luar-cakupan"
MOST_QUESTIONS = 3
_WEIGHED = {
    Verdict.VIOLATION: Outcome.BROKEN,
    Verdict.ASK: Outcome.DISPUTED,
    Verdict.DEPENDS: Outcome.UNKNOWN,
}
# Sources of facts that nobody has stated: they may weigh against a person, and never for her.
_UNSTATED = ("assumed", "act")


@dataclass(frozen=True)
class JudgedNorm:
    """A norm that is broken, disputed or still open, with what it stands on, what it may lead to, and its conflicts."""

    norm: Norm
    basis: tuple[BasisChoice, ...]
    sanctions: tuple[SanctionChoice, ...]
    conflicts: tuple[Conflict, ...]

    def handlers(self, sent_on: date) -> tuple[Handler, ...]:
        """Who handles it when it is sent on a day: the receiver is that of the sending, not that of the act."""
        return domain.handlers_of(self.norm, sent_on)


@dataclass(frozen=True)
class Judgement:
    """The verdict on an act of a day, with everything it was made from."""

    act: str
    on: date
    rulebook: Rulebook
    facts: tuple[StatedFact, ...]
    judged: Judged
    unanswered: tuple[str, ...]
    declined: frozenset[str] = frozenset()

    @property
    def verdict(self) -> Verdict:
        """What the rules say."""
        return self.judged.verdict

    @cached_property
    def questions(self) -> tuple[Fact, ...]:
        """What is still worth asking, at most three, the next one first."""
        facts = {fact.code: fact for fact in self.rulebook.catalogue.facts}
        return tuple(facts[code] for code in self.unanswered[:MOST_QUESTIONS])

    @cached_property
    def norms(self) -> tuple[JudgedNorm, ...]:
        """The norms behind the verdict: broken, disputed or still open; for a clear act those that permit it."""
        if self.verdict is Verdict.CLEAR:
            ids = _permitting(self)
        elif self.verdict is Verdict.OUTSIDE:
            ids = ()
        else:
            ids = self._ids(_WEIGHED.get(self.verdict)) or self._ids(Outcome.UNKNOWN)
        return tuple(_judged_norm(self, norm_id) for norm_id in ids)

    def _ids(self, outcome: Outcome | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_norm_of(node) for node in self.judged.nodes if node.outcome is outcome))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The questions on which official sources disagree and which decide here."""
        rows = self.rulebook.of(self.act).rules if self.verdict is not Verdict.OUTSIDE else ()
        disputed = {_row_of(node) for node in self.judged.nodes if node.outcome is Outcome.DISPUTED}
        codes = {row.because for row in rows if row.id in disputed and row.because}
        return domain.conflicts_named(self.rulebook.catalogue.conflicts, codes)

    @cached_property
    def touching(self) -> tuple[Conflict, ...]:
        """The questions about the norms behind the verdict on which sources disagree and which do not decide it.

        What is about nearly every norm alike comes last.
        """
        codes = {conflict.code for judged in self.norms for conflict in judged.conflicts}
        decided = {conflict.code for conflict in self.conflicts}
        return domain.conflicts_named(self.rulebook.catalogue.conflicts, codes - decided)

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """What could not be read in any source and leaves the answer open, in Indonesian."""
        rows = self.rulebook.of(self.act).rules if self.verdict is not Verdict.OUTSIDE else ()
        disputed = {_row_of(node) for node in self.judged.nodes if node.outcome is Outcome.DISPUTED}
        beyond = (self.other_law[0],) if self.other_law else ()
        return (*beyond, *(row.note for row in rows if row.id in disputed and row.note))

    def sent_on(self, today: date) -> date:
        """The day on which the act is handed on if it is reported now; its own day while that lies ahead."""
        return max(today, self.on)

    @property
    def beyond(self) -> Status | None:
        """The status that no norm on this act names; None where the rules bind the person."""
        said = next((fact.value for fact in self.facts if fact.code == STATUS), None)
        row = self.rulebook.status(said, self.on)
        return row if row and row.beyond and row.beyond is self.verdict and not self.norms else None

    @property
    def other_law(self) -> tuple[str, str] | None:
        """That the rules do not bind a person of this status and which do, in Indonesian and English."""
        row = self.beyond
        if row is None:
            return None
        status = next(fact for fact in self.rulebook.catalogue.facts if fact.code == STATUS).options[row.code]
        bound = f"Untuk perbuatan ini aturan netralitas ASN tidak mengikat status “{status[0]}”."
        bound_en = f"For this act the rules on the neutrality of civil servants do not bind the status “{status[1]}”."
        return (
            f"{bound} Yang berlaku: {row.other_law} (belum diverifikasi).",
            f"{bound_en} What applies: {row.other_law_en} (unverified).",
        )

    @property
    def advice(self) -> str:
        """What to do instead, or now, in Indonesian, for the person who did the act."""
        return self.advice_for()

    def advice_for(self, *, other: bool = False, english: bool = False) -> str:
        """What to do instead, or now; for the reader who tells of another person with `other`."""
        if self.verdict is Verdict.OUTSIDE:
            return ""
        rows, reader = self.rulebook.of(self.act), Reader.OTHER if other else Reader.DOER
        advised = advice_of(self.rulebook.catalogue, rows, self.verdict, _values(self.facts), reader)
        return advised.in_english if english else advised.text

    @property
    def edition(self) -> str:
        """The fingerprint of the catalogue this was judged under."""
        return self.rulebook.catalogue.version

    def receipt(self) -> dict[str, Any]:
        """The receipt of this judgement."""
        return receipt(
            ruleset=self.edition,
            act=self.act,
            on=self.on,
            facts=self.facts,
            judged=self.judged,
            unanswered=self.unanswered,
            declined=self.declined,
        )


def judge(
    rulebook: Rulebook,
    act: str,
    stated: Iterable[StatedFact],
    on: date,
    phase: NormPhase,
    declined: frozenset[str] = frozenset(),
    doubted: frozenset[str] = frozenset(),
) -> Judgement:
    """Judge an act of a day by the facts stated. `phase` is what the day says, unless the facts say otherwise.

    `declined` are facts the person cannot tell: they stay unknown and are not asked again. `doubted` are facts that
    are not taken for granted, neither from the act nor as assumed: unless stated they are unknown, and asked.

    Raises UnknownAct, and UnknownFact for a fact or value the catalogue does not know.
    """
    given = tuple(stated)
    if act == OUTSIDE_ACT:
        return _outside(rulebook, on, given)
    rule_set = rulebook.rule_set(act, on)
    check_facts(rulebook.options, given)
    taken = tuple(fact for fact in _context(rulebook, act, phase) if fact.code not in doubted)
    facts = _in_order(rule_set, (*taken, *given))
    if rule_set.verdict(_values(facts)) is Verdict.CLEAR:
        facts = tuple(fact for fact in facts if fact.source not in _UNSTATED)
    return _judgement(rulebook, act, on, facts, declined)


def whole_story(rulebook: Rulebook, facts: Mapping[str, str]) -> tuple[StatedFact, ...]:
    """Facts as a person states them who tells everything that was part of it."""
    closed = {NOTHING_ELSE: NONE} if rulebook.asks_for_more else {}
    return tuple(StatedFact(code, value, "user") for code, value in {**closed, **facts}.items())


def rejudge(
    rulebook: Rulebook, act: str, facts: Iterable[StatedFact], on: date, declined: frozenset[str] = frozenset()
) -> Judgement:
    """Judge again exactly the facts of a receipt, adding and leaving out nothing. Raises UnknownAct, UnknownFact."""
    given = tuple(facts)
    if act == OUTSIDE_ACT:
        return _outside(rulebook, on, given)
    check_facts(rulebook.options, given)
    return _judgement(rulebook, act, on, given, declined)


def _outside(rulebook: Rulebook, on: date, facts: tuple[StatedFact, ...]) -> Judgement:
    return Judgement(OUTSIDE_ACT, on, rulebook, facts, Judged(Verdict.OUTSIDE, ()), ())


def _judgement(
    rulebook: Rulebook, act: str, on: date, facts: tuple[StatedFact, ...], declined: frozenset[str]
) -> Judgement:
    rule_set = rulebook.rule_set(act, on)
    values = _values(facts)
    judged = rule_set.judge(values)
    verdict: Verdict = judged.verdict
    unanswered: tuple[str, ...] = ()
    if verdict is Verdict.DEPENDS:
        verdict, unanswered = rulebook.standing(act, on, values, declined)
    if verdict is Verdict.CLEAR:
        verdict, unanswered = _cleared(rulebook, on, values, declined)
    return Judgement(act, on, rulebook, facts, judged._replace(verdict=verdict), unanswered, declined)


def _cleared(
    rulebook: Rulebook, on: date, values: Mapping[str, str], declined: frozenset[str]
) -> tuple[Verdict, tuple[str, ...]]:
    """What is said where no rule is broken: nobody is cleared whom the rules do not bind, or who may tell more."""
    status = rulebook.status(values.get(STATUS), on)
    if status and status.beyond:
        return status.beyond, ()
    if rulebook.asks_for_more and NOTHING_ELSE not in values:
        return Verdict.DEPENDS, () if NOTHING_ELSE in declined else (NOTHING_ELSE,)
    return Verdict.CLEAR, ()


class UnknownFact(LookupError):
    """A fact, or a value of one, that the catalogue does not know."""

    def __init__(self, code: str, known: Iterable[str], value: str | None = None) -> None:
        self.code, self.value, self.known = code, value, tuple(known)
        what = f"unknown fact {code!r}" if value is None else f"fact {code} cannot be {value!r}"
        super().__init__(f"{what}; known: {', '.join(self.known)}")


def check_facts(options: Mapping[str, tuple[str, ...]], facts: Iterable[StatedFact]) -> None:
    """Refuse facts and values that no rule can read. Raises UnknownFact."""
    for fact in facts:
        if fact.code not in options:
            raise UnknownFact(fact.code, options)
        if fact.value not in options[fact.code]:
            raise UnknownFact(fact.code, options[fact.code], fact.value)


def _context(rulebook: Rulebook, act: str, phase: NormPhase) -> tuple[StatedFact, ...]:
    return (
        *(StatedFact(code, value, "assumed") for code, value in rulebook.assumed.items()),
        *(StatedFact(code, value, "act") for code, value in rulebook.of(act).presumed.items()),
        StatedFact(PHASE, phase.value, "date"),
    )


def _in_order(rule_set: RuleSet, given: Iterable[StatedFact]) -> tuple[StatedFact, ...]:
    """The facts that count, in the order the rules read them; of two with one code the later holds."""
    facts = {fact.code: fact for fact in given}
    return tuple(facts[code] for code in dict.fromkeys((*rule_set.facts, STATUS, NOTHING_ELSE)) if code in facts)


def _values(facts: Iterable[StatedFact]) -> dict[str, str]:
    return {fact.code: fact.value for fact in facts}


def _permitting(judgement: Judgement) -> tuple[str, ...]:
    rules = judgement.rulebook.rule_set(judgement.act, judgement.on).rules
    held = {exception.id for node in judgement.judged.nodes for exception in node.exceptions if exception.holds}
    basis = (name for rule in rules for exception in rule.unless if exception.id in held for name in exception.basis)
    ids = {norm.id for norm in domain.norms_in_force(judgement.rulebook.catalogue.norms, judgement.on)}
    named = (*judgement.rulebook.of(judgement.act).permitted_by, *basis)
    return tuple(dict.fromkeys(name for name in named if name in ids))


def _judged_norm(judgement: Judgement, norm_id: str) -> JudgedNorm:
    catalogue, on = judgement.rulebook.catalogue, judgement.on
    norm = domain.norm_as_of(catalogue.norms, norm_id, on)
    status = judgement.rulebook.status(_values(judgement.facts).get(STATUS), on)
    claims = domain.sanction_range(norm, on, status.subjects if status else ())
    return JudgedNorm(
        norm=norm,
        basis=domain.basis_of(norm, catalogue.provisions, on),
        sanctions=tuple(
            SanctionChoice(claim=claim, sanctions=domain.sanctions_of_level(catalogue.sanctions, claim.level, on))
            for claim in claims
        ),
        conflicts=domain.conflicts_of(norm, catalogue.conflicts),
    )


def _norm_of(node: Node) -> str:
    return node.id.rpartition(":")[2]


def _row_of(node: Node) -> str:
    return node.id.rpartition(":")[0]

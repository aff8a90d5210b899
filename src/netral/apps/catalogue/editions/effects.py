"""What an edition would change for an open case: handler, sanction, deadline, or what is forbidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from zoneinfo import ZoneInfo

from netral.apps.catalogue import domain
from netral.apps.catalogue.judging.rulebook import PHASE, Rulebook
from netral.apps.catalogue.rows import Catalogue, LegalTerm, Norm, NormPhase
from netral.apps.catalogue.workdays import working_calendar
from netral.engines.deadlines.calculation import due
from netral.engines.deadlines.terms import TermError
from netral.engines.rules.dated import NotInForceError
from netral.engines.rules.evaluation import distinct
from netral.engines.rules.questions import MOST_COMBINATIONS


class EffectKind(StrEnum):
    """What would be otherwise."""

    NORMS = "norms"
    VERDICT = "verdict"
    SANCTION = "sanction"
    HANDLER = "handler"
    DEADLINE = "deadline"


@dataclass(frozen=True)
class RunningTerm:
    """A legal term that runs on a case: its code, when it began, and where."""

    code: str
    started_at: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class Claim:
    """What a case says so far: the act, its day and phase, the norm it claims, if any, and the term that runs.

    Who handles it is whoever receives it on `sent_on`, not on the day of the act.
    """

    act: str
    on: date
    phase: NormPhase
    sent_on: date
    norm_id: str = ""
    term: RunningTerm | None = None


@dataclass(frozen=True)
class Effect:
    """One thing that would be otherwise, before and after, as codes or moments."""

    kind: EffectKind
    before: tuple[str, ...]
    after: tuple[str, ...]


class Comparison:
    """Two catalogues side by side; what is found for one act and day serves every case of the same kind."""

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self._sides = (before, after)
        self._books = (Rulebook(before), Rulebook(after))
        self._verdicts: dict[tuple[str, date, NormPhase], tuple[str, str] | None] = {}

    def effects(self, claim: Claim) -> tuple[Effect, ...]:
        """Everything that would be otherwise for a case, in the order of the kinds."""
        return tuple(self._effects(claim))

    def _effects(self, claim: Claim) -> Iterator[Effect]:
        before, after = (tuple(_norms(side, claim)) for side in self._sides)
        yield from _pair(EffectKind.NORMS, [n.id for n in before], [n.id for n in after])
        if found := self._verdict(claim):
            yield Effect(EffectKind.VERDICT, *((each,) for each in found))
        yield from _pair(EffectKind.SANCTION, _levels(before, claim.on), _levels(after, claim.on))
        yield from _pair(EffectKind.HANDLER, _handlers(before, claim.sent_on), _handlers(after, claim.sent_on))
        if claim.term:
            ends = [_end(side.terms, claim.term) for side in self._sides]
            yield from _pair(EffectKind.DEADLINE, *ends)

    def _verdict(self, claim: Claim) -> tuple[str, str] | None:
        place = (claim.act, claim.on, claim.phase)
        if place not in self._verdicts:
            self._verdicts[place] = self._first_other_verdict(*place)
        return self._verdicts[place]

    def _first_other_verdict(self, act: str, on: date, phase: NormPhase) -> tuple[str, str] | None:
        if any(act not in book.acts for book in self._books):
            return None
        benches = [book.rule_set(act, on) for book in self._books]
        if benches[0].rules == benches[1].rules:
            return None
        options = {**self._books[0].options, **self._books[1].options, PHASE: (phase.value,)}
        facts = tuple(dict.fromkeys(benches[0].facts + benches[1].facts))
        for number, answers in enumerate(product(*(distinct(benches, fact, options[fact]) for fact in facts))):
            known = dict(zip(facts, answers, strict=True))
            was, will_be = (rule_set.verdict(known) for rule_set in benches)
            if was is not will_be:
                return was.value, will_be.value
            if number >= MOST_COMBINATIONS:
                break
        return None


def _norms(catalogue: Catalogue, claim: Claim) -> Iterator[Norm]:
    act = next((act for act in catalogue.acts if act.code == claim.act), None)
    named = {claim.norm_id} if claim.norm_id else set(act.norms if act else ())
    for norm in domain.norms_in_force(catalogue.norms, claim.on):
        # What a case claims is looked at whatever the phase: the plenary decided that it fits.
        if norm.id in named and (claim.norm_id or norm.phase in (claim.phase, NormPhase.ANY)):
            yield norm


def _levels(norms: Iterable[Norm], on: date) -> list[str]:
    return sorted({claim.level for norm in norms for claim in domain.sanction_range(norm, on)})


def _handlers(norms: Iterable[Norm], on: date) -> list[str]:
    return sorted({handler.title for norm in norms for handler in domain.handlers_of(norm, on)})


def _end(terms: Iterable[LegalTerm], running: RunningTerm) -> list[str]:
    try:
        term = domain.deadline_term(terms, running.code, running.started_at.astimezone(running.zone).date())
        return [due(term, running.started_at, running.zone, working_calendar()).due.isoformat()]
    except (NotInForceError, TermError):
        return []


def _pair(kind: EffectKind, before: Iterable[str], after: Iterable[str]) -> Iterator[Effect]:
    was, will_be = tuple(before), tuple(after)
    if was != will_be:
        yield Effect(kind, was, will_be)

"""The self-check on the catalogue and the calendar that come with the programme, without Django and a database."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cached_property

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, Judgement, check_facts, judge
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.proposing.leaning import shipped_leanings
from netral.apps.catalogue.proposing.proposer import propose
from netral.apps.catalogue.rows import NormPhase
from netral.apps.guidance.selfcheck.domain import USER, Assessment, Case, Heard, assess
from netral.engines.rules.receipt import StatedFact
from netral.foundation.elections.domain import Schedule, phase_of
from netral.foundation.elections.schedules import shipped as shipped_schedule


class ShippedCourt:
    """The shipped rules, unless others are given, as the self-check asks for them."""

    def __init__(self, rulebook: Rulebook | None = None) -> None:
        self.rulebook = rulebook or Rulebook(shipped())
        self._read: dict[str, tuple[str, ...]] = {OUTSIDE_ACT: ()}

    def reads(self, act: str) -> Collection[str]:
        """The codes of the facts that may decide an act. Raises UnknownAct."""
        if act not in self._read:
            self._read[act] = tuple(fact.code for fact in self.rulebook.facts_of(act))
        return self._read[act]

    def phase(self, day: date) -> str:
        """The phase a day falls in."""
        before = NormPhase.BEFORE.includes(phase_of(day, self._schedule.stages))
        return (NormPhase.BEFORE if before else NormPhase.AFTER).value

    def judge(self, case: Case, on: date, facts: tuple[StatedFact, ...], doubted: frozenset[str]) -> Judgement:
        """Judge the act of a case by these facts. Raises UnknownAct, UnknownFact."""
        return judge(self.rulebook, case.act, facts, on, NormPhase(self.phase(on)), case.declined, doubted)

    def understood(self, case: Case) -> Case:
        """The case with the words of an answer, as people read them, replaced by its value."""
        return replace(case, stated={code: self._value(code, said) for code, said in case.stated.items()})

    def _value(self, code: str, said: str) -> str:
        fact = next((fact for fact in self.rulebook.catalogue.facts if fact.code == code), None)
        if fact is None or said in fact.options:
            return said
        wanted = said.casefold()
        meant = (value for value, words in fact.options.items() if wanted in {word.casefold() for word in words})
        return next(meant, said)

    def check(self, case: Case) -> None:
        """Refuse an act or facts that the catalogue does not know. Raises UnknownAct, UnknownFact."""
        if case.act:
            self.reads(case.act)
        check_facts(self.rulebook.options, [StatedFact(code, value, USER) for code, value in case.stated.items()])
        known = self.rulebook.options
        check_facts(known, [StatedFact(code, known.get(code, ("",))[0], USER) for code in case.declined])

    @cached_property
    def _schedule(self) -> Schedule:
        return shipped_schedule()


def hear(text: str) -> Heard:
    """What a text gives away."""
    proposal, leanings = propose(text), shipped_leanings()
    if proposal.refused:
        return Heard(refused=proposal.refused)
    acts = tuple((act.code, act.score) for act in proposal.acts)
    return Heard(
        acts=acts,
        facts={fact.code: fact.value for fact in proposal.facts},
        cues={fact.code: fact.cue for fact in proposal.facts},
        flags=leanings.find(text),
        sure=bool(acts) and acts[0][1] >= leanings.sure_from,
    )


def check(case: Case, heard: Heard, court: ShippedCourt, today: date) -> Assessment[Judgement]:
    """Judge a case; an act nobody names is taken from the text, and a text that cannot be read is no act at all."""
    confirmed = bool(case.act)
    act = OUTSIDE_ACT if heard.refused else case.act or heard.acts[0][0]
    named = Case(case.text, act, case.on, case.stated, case.declined)
    return assess(named, heard, court, today, confirmed=confirmed)

"""The self-check on the catalogue and the calendar that come with the programme, without Django and a database."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, Judgement, UnknownFact
from netral.apps.catalogue.judging.rule_service import RuleService
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.proposing.partisan_words import shipped_leanings
from netral.apps.catalogue.proposing.proposer import day_said, propose
from netral.apps.catalogue.rows import NormPhase
from netral.apps.guidance.selfcheck.assessment import Assessment, assess
from netral.apps.guidance.selfcheck.domain import DOER, OTHER_PERSON, SELF, USER, CheckState, TextAnalysis
from netral.engines.rules.receipt import StatedFact
from netral.foundation.elections.domain import Schedule, phase_of
from netral.foundation.elections.schedules import shipped as shipped_schedule


class ShippedCourt(RuleService):
    """The shipped rules, unless others are given, in the calendar that comes with the programme."""

    def __init__(self, rulebook: Rulebook | None = None) -> None:
        super().__init__(rulebook or Rulebook(shipped()))

    def phase(self, day: date) -> str:
        """The phase a day falls in."""
        before = NormPhase.BEFORE.includes(phase_of(day, self._schedule.stages))
        return (NormPhase.BEFORE if before else NormPhase.AFTER).value

    def understood(self, case: CheckState) -> CheckState:
        """The case with the words of an answer, as people read them, replaced by its value."""
        return replace(case, stated={code: self._value(code, said) for code, said in case.stated.items()})

    def _value(self, code: str, said: str) -> str:
        fact = next((fact for fact in self.rulebook.catalogue.facts if fact.code == code), None)
        if fact is None or said in fact.options:
            return said
        wanted = said.casefold()
        meant = (value for value, words in fact.options.items() if wanted in {word.casefold() for word in words})
        return next(meant, said)

    def examine(self, case: CheckState) -> None:
        """Refuse an act or facts that the catalogue does not know. Raises UnknownAct, UnknownFact."""
        if case.act:
            self.reads(case.act)
        if case.doer not in ("", SELF, OTHER_PERSON):
            raise UnknownFact(DOER, (SELF, OTHER_PERSON), case.doer)
        known = self.rulebook.options
        self.check(StatedFact(code, value, USER) for code, value in case.stated.items())
        self.check(StatedFact(code, known.get(code, ("",))[0], USER) for code in case.declined)

    @cached_property
    def _schedule(self) -> Schedule:
        return shipped_schedule()


def hear(text: str, today: date) -> TextAnalysis:
    """What a text gives away, read on a day."""
    proposal, said = propose(text), day_said(text, today)
    if proposal.refused:
        return TextAnalysis(refused=proposal.refused)
    return TextAnalysis(
        acts=tuple((act.code, act.score) for act in proposal.acts),
        facts={fact.code: fact.value for fact in proposal.facts},
        cues={fact.code: fact.cue for fact in proposal.facts},
        deeds=proposal.deeds,
        plain=not proposal.unexplained and not shipped_leanings().find(text),
        who_is_open=proposal.who_is_open,
        doer=proposal.doer,
        day=said.day if said else None,
        day_cue=said.words if said else "",
    )


def check_with(case: CheckState, heard: TextAnalysis, rule_service: ShippedCourt, today: date) -> Assessment[Judgement]:
    """Judge a case; an act nobody names is taken from the text, and a text that cannot be read is no act at all."""
    act = OUTSIDE_ACT if heard.refused else case.act or heard.acts[0][0]
    is_certain = bool(case.act) or (bool(heard.acts) and heard.acts[0][1] >= shipped_leanings().sure_from)
    # Where the act itself is a guess, no more may rest upon it.
    return assess(replace(case, act=act), heard if is_certain else replace(heard, plain=False), rule_service, today)

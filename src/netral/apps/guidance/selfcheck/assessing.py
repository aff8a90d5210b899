"""The self-check on the catalogue and the election now in use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.domain import Assessment, Case, Heard, assess
from netral.engines.rules.receipt import StatedFact
from netral.foundation.elections.domain import Phase, phase_of
from netral.foundation.elections.queries import NoElection, phase_on
from netral.foundation.elections.schedules import shipped
from netral.foundation.ledger.clock import today
from netral.foundation.regions.queries import full_names

BEFORE, AFTER = "before", "after"
# Whoever checks herself names no place: an unnamed day is today in the capital.
CAPITAL = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class CurrentCourt:
    """The rules now in use, in a region or of the centre alone, as the self-check asks for them."""

    region: str = ""

    def reads(self, act: str) -> Collection[str]:
        """The codes of the facts that may decide an act."""
        return () if act == catalogue.OUTSIDE_ACT else tuple(fact.code for fact in catalogue.facts_of(act, self.region))

    def phase(self, day: date) -> str:
        """The phase a day falls in."""
        return BEFORE if election_phase(day) is Phase.BEFORE_CANDIDATES else AFTER

    def judge(
        self, case: Case, on: date, facts: tuple[StatedFact, ...], doubted: frozenset[str]
    ) -> catalogue.Judgement:
        """Judge the act of a case by these facts."""
        return catalogue.judge(
            case.act,
            facts,
            on,
            phase=election_phase(on),
            declined=case.declined,
            doubted=doubted,
            region=self.region,
        )


def election_phase(day: date) -> Phase:
    """The phase of the current election a day falls in; of the one shipped while none was loaded."""
    try:
        return phase_on(day)
    except NoElection:
        return phase_of(day, shipped().stages)


def this_day() -> date:
    """The day that is meant while nobody names another."""
    return today(CAPITAL)


def regions_with_rules() -> dict[str, str]:
    """The regions that add rules of their own, with their whole names, by name."""
    names = full_names(catalogue.local_versions())
    return dict(sorted(names.items(), key=lambda named: named[1]))


def hear(text: str) -> Heard:
    """What a text gives away; nothing for no text."""
    if not text:
        return Heard()
    proposal = catalogue.propose(text)
    acts = tuple((act.code, act.score) for act in proposal.acts)
    return Heard(
        acts=acts,
        facts={fact.code: fact.value for fact in proposal.facts},
        cues={fact.code: fact.cue for fact in proposal.facts},
        flags=catalogue.leanings(text),
        sure=bool(acts) and acts[0][1] >= catalogue.sure_from(),
        refused=proposal.refused,
    )


def assessed(case: Case, heard: Heard) -> Assessment[catalogue.Judgement]:
    """Judge a case whose act a person chose."""
    return assess(case, heard, CurrentCourt(case.region), this_day(), confirmed=True)

"""The self-check on the catalogue and the election now in use."""

from datetime import date
from zoneinfo import ZoneInfo

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.selfcheck.assessment import Assessment, assess
from netral.apps.guidance.selfcheck.domain import CheckState, TextAnalysis
from netral.foundation.elections.domain import Phase
from netral.foundation.elections.queries import phase_or_shipped
from netral.foundation.ledger.clock import today
from netral.foundation.regions.queries import full_names

BEFORE, AFTER = "before", "after"
# Whoever checks herself names no place: an unnamed day is today in the capital.
CAPITAL = ZoneInfo("Asia/Jakarta")


class CurrentRules(catalogue.RuleService):
    """The rules now in use, in a region or of the centre alone, in the calendar of the current election."""

    def __init__(self, region: str = "") -> None:
        super().__init__(catalogue.rulebook(region))

    def phase(self, day: date) -> str:
        """The phase a day falls in."""
        return BEFORE if phase_or_shipped(day) is Phase.BEFORE_CANDIDATES else AFTER


def this_day() -> date:
    """The day that is meant while nobody names another."""
    return today(CAPITAL)


def regions_with_rules() -> dict[str, str]:
    """The regions that add rules of their own, with their whole names, by name."""
    names = full_names(catalogue.local_versions())
    return dict(sorted(names.items(), key=lambda named: named[1]))


def analyse(text: str) -> TextAnalysis:
    """What a text gives away today; nothing for no text."""
    if not text:
        return TextAnalysis()
    proposal, said = catalogue.propose(text), catalogue.day_said(text, this_day())
    acts = tuple((act.code, act.score) for act in proposal.acts)
    return TextAnalysis(
        acts=acts,
        facts={fact.code: fact.value for fact in proposal.facts},
        cues={fact.code: fact.cue for fact in proposal.facts},
        deeds=proposal.deeds,
        plain=not proposal.unexplained and not catalogue.leanings(text),
        who_is_open=proposal.who_is_open,
        doer=proposal.doer,
        day=said.day if said else None,
        day_cue=said.words if said else "",
        refused=proposal.refused,
    )


def assessed(case: CheckState, heard: TextAnalysis) -> Assessment[catalogue.Judgement]:
    """Judge a case whose act a person chose."""
    return assess(case, heard, CurrentRules(case.region), this_day())

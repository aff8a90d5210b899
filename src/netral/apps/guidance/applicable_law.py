"""The catalogue asked in the way of guidance: for a day, with its phase, in the region of who asks."""

from collections.abc import Mapping
from datetime import date

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance.parameters import PHASE, fact_options
from netral.foundation.elections.domain import Phase
from netral.foundation.elections.queries import phase_or_shipped


def judged(act: str, facts: Mapping[str, str], on: date, region: str | None = None) -> catalogue.Judgement:
    """Return what the catalogue now in use says; with a region, what that region added to the law counts too.

    Raises UnknownAct, UnknownFact.
    """
    return catalogue.judge(act, facts, on, phase=phase_or_shipped(on), region=region)


def with_phase(act: str, facts: Mapping[str, str], on: date) -> dict[str, str]:
    """Return facts with the phase of the day among them, where it may decide the act and nobody stated it.

    Without it an answer given before the candidates were determined would pass for one given after.
    """
    if PHASE not in fact_options(act):
        return dict(facts)
    told = "before" if phase_or_shipped(on) is Phase.BEFORE_CANDIDATES else "after"
    return {PHASE: told, **facts}

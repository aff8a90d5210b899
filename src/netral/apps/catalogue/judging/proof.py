"""The proof of a data set: that its questions end, its scenarios come out as they are told, and its advice is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netral.apps.catalogue.judging.advice import silent_rows
from netral.apps.catalogue.judging.rule_consistency import question_problems, scenario_problems
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.judging.scenarios import Scenario
from netral.apps.catalogue.rows import Catalogue, NormPhase
from netral.foundation.elections.domain import Phase, StageRow, phase_of


@dataclass(frozen=True)
class Proof:
    """What was found wrong, and how much was looked at."""

    problems: tuple[str, ...]
    counts: Mapping[str, int]


def proof(catalogue: Catalogue, scenarios: Iterable[Scenario], stages: Iterable[StageRow]) -> Proof:
    """Prove a data set that was read and holds together by its names, dates and sources."""
    rulebook, told, schedule = Rulebook(catalogue), tuple(scenarios), tuple(stages)
    phases = {scenario.on: norm_phase(scenario.on, schedule) for scenario in told}
    return Proof(
        problems=(
            *question_problems(rulebook),
            *scenario_problems(rulebook, told, phases),
            *silent_rows(rulebook),
        ),
        counts={
            "norms": len({norm.id for norm in catalogue.norms}),
            "terms": len({term.code for term in catalogue.terms}),
            "conflicts": len({conflict.code for conflict in catalogue.conflicts}),
            "acts": len(rulebook.acts),
            "rules": sum(len(rows.rules) for rows in catalogue.act_rules),
            "facts": len(catalogue.facts),
            "advice": len(catalogue.advice or ()),
            "scenarios": len(told),
            "changes_of_law": len(rulebook.turns),
        },
    )


def norm_phase(on: date, stages: Iterable[StageRow]) -> NormPhase:
    """Whether a day lies before or after the candidates were determined."""
    return NormPhase.BEFORE if phase_of(on, stages) is Phase.BEFORE_CANDIDATES else NormPhase.AFTER

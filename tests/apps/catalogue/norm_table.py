"""The table of norms that can come out: for every act, status and phase, and for every stretch of the law.

Write the frozen table anew with `python -m tests.apps.catalogue.norm_table`, and read what changed before it is kept.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby, product
from pathlib import Path

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.rulebook import PHASE, STATUS, Rulebook
from netral.apps.catalogue.rows import NormPhase
from netral.engines.rules.evaluation import Outcome, RuleSet

FROZEN = Path(__file__).with_name("norm_table.txt")
_MARKS = {Outcome.BROKEN: "!", Outcome.DISPUTED: "?"}
PHASES = (NormPhase.BEFORE, NormPhase.AFTER)
HEAD = """\
# Which norms can come out of an act, for whom and when: `!` broken, `?` an open question. Days are the first and the
# last on which it is so. A status without a line under an act is bound there by no norm.
"""

Found = dict[str, set[Outcome]]


def reachable(rule_set: RuleSet, options: dict[str, tuple[str, ...]], status: str, phase: NormPhase) -> Found:
    """What every combination of answers makes of each norm, for one status in one phase."""
    facts = [fact for fact in rule_set.facts if fact not in (STATUS, PHASE)]
    known = {STATUS: status, PHASE: phase.value}
    found: Found = {}
    for answers in product(*(rule_set.distinct(fact, options[fact]) for fact in facts)):
        for node in rule_set.judge({**known, **dict(zip(facts, answers, strict=True))}).nodes:
            if node.outcome in _MARKS:
                found.setdefault(node.id.rpartition(":")[2], set()).add(node.outcome)
    return found


@cache
def outcomes(act: str) -> dict[tuple[str, NormPhase], list[tuple[date, date | None, Found]]]:
    """For each status and phase, what is reachable in each stretch of the law, with its first and last day."""
    rulebook = Rulebook(shipped())
    options, turns = rulebook.options, rulebook.turns
    ends = [*(day - timedelta(days=1) for day in turns[1:]), None]
    found: dict[tuple[str, NormPhase], list[tuple[date, date | None, Found]]] = {}
    for start, end in zip(turns, ends, strict=True):
        rule_set = rulebook.rule_set(act, start)
        for status, phase in product(options[STATUS], PHASES):
            found.setdefault((status, phase), []).append((start, end, reachable(rule_set, options, status, phase)))
    return found


def table() -> str:
    """The whole table as text."""
    return HEAD + "".join(f"\n{act}\n{''.join(_lines(act))}" for act in Rulebook(shipped()).acts)


def _lines(act: str) -> Iterator[str]:
    for status, rows in groupby(outcomes(act).items(), key=lambda item: item[0][0]):
        told = [(phase, _told(stretches)) for (_, phase), stretches in rows]
        if told[0][1] == told[1][1] != "":
            yield f"  {status:<16}any     {told[0][1]}\n"
            continue
        yield from (f"  {status:<16}{phase.value:<8}{text}\n" for phase, text in told if text)


def _told(stretches: list[tuple[date, date | None, Found]]) -> str:
    norms = sorted({norm for _, _, found in stretches for norm in found}, key=lambda norm: (norm[0], int(norm[1:])))
    return "  ".join(_norm(norm, stretches) for norm in norms)


def _norm(norm: str, stretches: list[tuple[date, date | None, Found]]) -> str:
    marks = [
        (start, end, "".join(_MARKS[o] for o in _MARKS if o in found.get(norm, ()))) for start, end, found in stretches
    ]
    if len({mark for _, _, mark in marks}) == 1:
        return norm + marks[0][2]
    parts = []
    for mark, group in groupby(marks, key=lambda row: row[2]):
        days = list(group)
        if mark:
            parts.append(f"{mark}[{days[0][0]}..{days[-1][1] or ''}]")
    return norm + " ".join(parts)


if __name__ == "__main__":
    FROZEN.write_text(table(), encoding="utf-8")

"""How right the self-check is when a person answers: a scripted one, who knows all facts of her situation.

Situations come from authors who saw neither words nor rules of the programme, only what the facts are called. They are
kept apart like the other sealed sentences: run, never read for tuning.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS, NONE, NOTHING_ELSE, Case, told
from netral.cli.check.shipped import ShippedCourt, check, hear
from netral.engines.rules.judging import Verdict

_OPEN = Verdict.DEPENDS


@dataclass(frozen=True)
class Situation:
    """What happened, in full, and what a person wrote of it; `verdict` is what the law as it is known says."""

    id: str
    voice: str
    text: str
    on: date
    doer: str
    act: str
    facts: Mapping[str, str]
    verdict: str


@dataclass(frozen=True)
class Told:
    """What one situation came to: the answer at once, the last one, and how many questions it took."""

    situation: Situation
    first: str
    last: str
    questions: int


@cache
def situations() -> tuple[Situation, ...]:
    """The situations kept for measuring."""
    lines = (files("netral.bench") / "sentences" / "situations.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_situation(json.loads(line)) for line in lines)


def answer(situation: Situation, *, names_the_act: bool) -> Told:
    """Go through the self-check as a person who knows her situation, asked at most three times.

    She confirms the act, or leaves it to what is proposed.
    """
    court = _court()
    case = Case(situation.text, situation.act if names_the_act else "", situation.on)
    heard = hear(case.text)
    first = ""
    for asked in range(MOST_QUESTIONS + 1):
        found = check(case, heard, court, situation.on)
        verdict = found.judgement.verdict.value
        first = first or verdict
        next_case = _answered(case, situation, found)
        if verdict != _OPEN or next_case is None or asked == MOST_QUESTIONS:
            return Told(situation, first, verdict, asked)
        case = next_case
    raise AssertionError("the last round returns")


def measured() -> dict[str, object]:
    """The figures over all situations, once with the act confirmed by the person and once as proposed."""
    return {
        "n": len(situations()),
        "act_confirmed": _figures([answer(each, names_the_act=True) for each in situations()]),
        "act_as_proposed": _figures([answer(each, names_the_act=False) for each in situations()]),
    }


@cache
def _court() -> ShippedCourt:
    return ShippedCourt()


def _situation(row: Mapping[str, Any]) -> Situation:
    return Situation(
        row["id"], row["voice"], row["text"], date.fromisoformat(row["on"]), row["doer"], row["act"], row["facts"],
        row["verdict"],
    )  # fmt: skip


def _answered(case: Case, situation: Situation, found: Any) -> Case | None:
    if found.confirmation:
        true = [(code, value) for code, value in found.confirmation.things if situation.facts.get(code) == value]
        for code, value in true or [(NOTHING_ELSE, NONE)]:
            case = told(case, code, value)
        return case
    if not found.questions:
        return None
    code = found.questions[0]
    return told(case, code, situation.facts.get(code, ""))

"""How right the self-check is when a person answers: a scripted one, who knows all facts of her situation.

Situations come from authors who saw neither words nor rules of the programme, only what the facts are called. They are
kept apart like the other sealed sentences: run, never read for tuning.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from netral.apps.catalogue.judging.judge import Judgement
from netral.apps.guidance.selfcheck.assessment import Assessment
from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS, NONE, NOTHING_ELSE, CheckState, with_fact
from netral.bench.text import wilson
from netral.engines.rules.evaluation import Verdict
from netral.portal.shipped_check import ShippedCourt, check_with, hear

_OPEN = Verdict.DEPENDS
LIMIT_P95_MS = 5.0
_ROUNDS = 3
Checker = Callable[[CheckState], Assessment[Judgement]]


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

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.id.partition("-")[0]


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


def answer(situation: Situation, check: Checker, *, names_the_act: bool) -> Told:
    """Go through the self-check as a person who knows her situation, asked at most three times.

    She confirms the act, or leaves it to what is proposed.
    """
    case = CheckState(situation.text, situation.act if names_the_act else "", situation.on)
    first = ""
    for asked in range(MOST_QUESTIONS + 1):
        found = check(case)
        verdict = found.judgement.verdict.value
        first = first or verdict
        next_case = _answered(case, situation, found)
        if verdict != _OPEN or next_case is None or asked == MOST_QUESTIONS:
            return Told(situation, first, verdict, asked)
        case = next_case
    raise AssertionError("the last round returns")


def run() -> dict[str, object]:
    """Measure the first answer to every sentence kept for measuring: reading, proposing, judging, and what is asked."""
    check, cases = shipped_checker(), [CheckState(each.text, each.act, each.on) for each in situations()]
    for case in cases:
        check(case)
    milliseconds = []
    for case in cases * _ROUNDS:
        begun = time.perf_counter()
        check(case)
        milliseconds.append((time.perf_counter() - begun) * 1000.0)
    p50, p95 = (round(float(np.percentile(milliseconds, each)), 3) for each in (50, 95))
    if p95 > LIMIT_P95_MS:
        raise RuntimeError(f"95 % of the answers took up to {p95} ms; {LIMIT_P95_MS} ms are allowed")
    return {"sentences": len(cases), "p50_ms": p50, "p95_ms": p95, "limit_p95_ms": LIMIT_P95_MS}


def accuracy() -> dict[str, object]:
    """The figures by author, once with the act confirmed by the person and once as proposed."""
    check = shipped_checker()
    authors = sorted({each.author for each in situations()})
    return {author: _by_act(check, [each for each in situations() if each.author == author]) for author in authors}


def _by_act(check: Checker, told: Sequence[Situation]) -> dict[str, object]:
    return {
        "n": len(told),
        "act_confirmed": _figures([answer(each, check, names_the_act=True) for each in told]),
        "act_as_proposed": _figures([answer(each, check, names_the_act=False) for each in told]),
    }


def shipped_checker() -> Checker:
    """The self-check by the shipped rules, today being the day of the case."""
    court = ShippedCourt()
    return lambda case: check_with(case, hear(case.text, case.on or date.min), court, case.on or date.min)


def _figures(outcomes: Sequence[Told]) -> dict[str, object]:
    """What came out, each share with its 95 % interval."""
    breaches = [each for each in outcomes if each.situation.verdict == Verdict.VIOLATION]
    allowed = [each for each in outcomes if each.situation.verdict == Verdict.CLEAR]
    innocent = [each for each in outcomes if each.situation.verdict != Verdict.VIOLATION]
    return {
        "right": _share(each.last == each.situation.verdict for each in outcomes),
        "breaches_told_clear": _share(each.last == Verdict.CLEAR for each in breaches),
        "allowed_told_breach": _share(each.last == Verdict.VIOLATION for each in allowed),
        "innocent_accused_at_once": _share(each.first == Verdict.VIOLATION for each in innocent),
        "cleared_at_once": _share(each.first == Verdict.CLEAR for each in outcomes),
        "questions": round(sum(each.questions for each in outcomes) / len(outcomes), 3),
    }


def _share(hits: Iterable[bool]) -> dict[str, object]:
    each = list(hits)
    return {"hits": sum(each), "of": len(each), "interval_95": wilson(sum(each), len(each))}


def _situation(row: Mapping[str, Any]) -> Situation:
    return Situation(
        row["id"], row["voice"], row["text"], date.fromisoformat(row["on"]), row["doer"], row["act"], row["facts"],
        row["verdict"],
    )  # fmt: skip


def _answered(case: CheckState, situation: Situation, found: Assessment[Judgement]) -> CheckState | None:
    if found.confirmation:
        true = [(code, value) for code, value in found.confirmation.things if situation.facts.get(code) == value]
        for code, value in true or [(NOTHING_ELSE, NONE)]:
            case = with_fact(case, code, value)
        return case
    if not found.questions:
        return None
    code = found.questions[0]
    return with_fact(case, code, situation.facts.get(code, ""))

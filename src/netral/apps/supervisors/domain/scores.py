"""Scores of the written test as they stand in a file: which lines can be taken, and why the others cannot."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

HIGHEST_SCORE = 100


class ScoreFault(StrEnum):
    """Why a line gives nobody a score."""

    NO_NUMBER = "no_number"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    BROKEN = "broken"


@dataclass(frozen=True)
class ScoreLine:
    """One line of the file: its number there, and the two cells as written; a broken one cannot be read as a row."""

    row: int
    number: str
    score: str
    broken: bool = False


@dataclass(frozen=True)
class BadScore:
    """A line that cannot be taken, and why."""

    line: ScoreLine
    fault: ScoreFault


def judge_scores(lines: Iterable[ScoreLine], known: Collection[str]) -> tuple[dict[str, Decimal], tuple[BadScore, ...]]:
    """Return the scores by application number, and the bad lines; a number that stands twice is bad both times."""
    read = list(lines)
    often = Counter(line.number for line in read)
    scores: dict[str, Decimal] = {}
    bad = []
    for line in read:
        fault, score = _judge(line, known, often)
        if fault is not None:
            bad.append(BadScore(line, fault))
        else:
            scores[line.number] = score
    return scores, tuple(bad)


def _judge(line: ScoreLine, known: Collection[str], often: Counter[str]) -> tuple[ScoreFault | None, Decimal]:
    if line.broken:
        return ScoreFault.BROKEN, Decimal()
    if not line.number:
        return ScoreFault.NO_NUMBER, Decimal()
    if line.number not in known:
        return ScoreFault.UNKNOWN, Decimal()
    return (ScoreFault.TWICE, Decimal()) if often[line.number] > 1 else _score(line.score)


def _score(text: str) -> tuple[ScoreFault | None, Decimal]:
    try:
        score = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return ScoreFault.NOT_A_NUMBER, Decimal()
    if not score.is_finite():
        return ScoreFault.NOT_A_NUMBER, Decimal()
    in_range = 0 <= score <= HIGHEST_SCORE
    return (None, score.quantize(Decimal("0.01"))) if in_range else (ScoreFault.OUT_OF_RANGE, Decimal())

"""Which questions somebody gets, when a quiz is passed, and when it has to be taken again."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from netral.engines.steps.table import gettext_noop as _, moves
from netral.foundation.outreach.domain import CallStatus


@dataclass(frozen=True)
class Question:
    """What the draw must know of a scenario; `fits` says whether it plays in the stage that runs now."""

    id: str
    act: str
    expected: str
    fits: bool = True


@dataclass(frozen=True)
class QuizStage:
    """A part of the election for which the quiz is taken once."""

    code: str
    label: str
    phases: tuple[str, ...]


@dataclass(frozen=True)
class QuizRules:
    """How long a quiz is, from which share of right answers it is passed, the stages, and how often it is begun."""

    questions: int
    pass_mark: float
    stages: tuple[QuizStage, ...]
    attempts_a_day: int

    def stage_of(self, phase: str) -> QuizStage:
        """Return the stage that a phase of the election belongs to.

        Raises:
            KeyError: no stage names it.
        """
        return {name: stage for stage in self.stages for name in stage.phases}[phase]

    def label_of(self, code: str) -> str:
        """Return a stage's name; what is no stage any more is shown as it is."""
        return next((stage.label for stage in self.stages if stage.code == code), code)


class Standing(StrEnum):
    """How far somebody is with the quiz of the stage and the catalogue that hold now.

    Whoever passed an earlier edition has to repeat until she passes this one.
    """

    MISSING = "missing"
    WORKING = "working"
    FAILED = "failed"
    REPEAT = "repeat"
    PASSED = "passed"


check_round_step = moves(
    {
        CallStatus.DRAFT: frozenset({CallStatus.OPEN}),
        CallStatus.OPEN: frozenset({CallStatus.CLOSED}),
        CallStatus.CLOSED: frozenset(),
    },
    elsewhere=_("Langkah ini tidak bisa lagi: keadaan putaran sudah berubah. Lihat di bawah ini."),
).transition


@dataclass(frozen=True)
class QuizEdition:
    """What a quiz is taken for: a stage of the election and one edition of the catalogue."""

    stage: str
    catalogue: str


def draw(pool: Iterable[Question], seed: str, count: int) -> tuple[str, ...]:
    """Return the ids of a person's questions, in the order they are asked: the same seed draws the same.

    Acts take turns, so that none comes twice before all came once. Within an act the verdict asked least so far
    goes first, then what plays in the stage that runs now, then chance.
    """
    by_act: dict[str, list[Question]] = defaultdict(list)
    for question in pool:
        by_act[question.act].append(question)
    used: Counter[str] = Counter()
    drawn: list[str] = []
    turns = sorted(by_act, key=lambda act: _chance(seed, act))
    while len(drawn) < count and turns:
        for act in turns[: count - len(drawn)]:
            chosen = min(
                by_act[act], key=lambda each: (used[each.expected], not each.fits, _chance(seed, each.id), each.id)
            )
            by_act[act].remove(chosen)
            used[chosen.expected] += 1
            drawn.append(chosen.id)
        turns = [act for act in turns if by_act[act]]
    return tuple(drawn)


def enough(total: int, pass_mark: float) -> int:
    """Return how many right answers pass a quiz of so many questions."""
    # Rounded first, because 0.7 * 10 is a little above 7.
    return ceil(round(total * pass_mark, 6))


def right_answers(expected: Sequence[str], given: Sequence[str]) -> int:
    """Count the right answers; what was not answered is not right."""
    return sum(wanted == answer for wanted, answer in zip(expected, given, strict=False))


def _chance(seed: str, word: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{word}".encode()).digest()

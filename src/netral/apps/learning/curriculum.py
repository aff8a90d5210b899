"""What is taught, taken from the catalogue; the only module of this app that asks it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from netral.apps.catalogue import api as catalogue
from netral.apps.catalogue.api import JudgedNorm, Judgement, Scenario, Verdict
from netral.apps.learning.domain.quiz import Question, QuizEdition, QuizStage
from netral.apps.learning.parameters import quiz_rules
from netral.engines.rules.grades import Grade, grade_of, least_sure
from netral.foundation.elections.domain import Phase, StageRow, phase_of
from netral.foundation.elections.queries import NoElection, current_election, phase_on, stages
from netral.foundation.ui.formats import english

# What somebody may answer; acts outside the catalogue are no question for a quiz.
ANSWERS = (Verdict.VIOLATION, Verdict.CLEAR, Verdict.DEPENDS, Verdict.ASK)
_EXAMPLES = 3


class UnknownScenario(LookupError):
    """The catalogue in use holds no scenario of that id."""


@dataclass(frozen=True)
class Cited:
    """A provision that a norm stands on, and how surely it does."""

    title: str
    grade: Grade


@dataclass(frozen=True)
class ScenarioNorm:
    """A norm that decides a scenario: what it says, what it stands on, and how surely each is known."""

    id: str
    title: str
    basis: tuple[Cited, ...]
    grade: Grade


@dataclass(frozen=True)
class Lesson:
    """One scenario with its answer: why, on what legal basis, and what to do instead."""

    id: str
    story: str
    on: date
    act: str
    expected: str
    explanation: str
    norms: tuple[ScenarioNorm, ...]
    instead: str

    @property
    def grade(self) -> Grade | None:
        """How surely the answer is known: as surely as the least sure thing it stands on; None where it names none."""
        return least_sure(known for norm in self.norms for known in (norm.grade, *(each.grade for each in norm.basis)))


@dataclass(frozen=True)
class PosterEntry:
    """One act on a poster: what is forbidden, what is allowed, what to do instead."""

    code: str
    title: str
    forbidden: tuple[str, ...]
    allowed: tuple[str, ...]
    instead: str
    basis: tuple[Cited, ...]
    edition: str


def edition_on(day: date) -> QuizEdition:
    """Return what a quiz taken on a day holds for; without an election loaded there is one stage without a name."""
    return QuizEdition(stage.code if (stage := stage_on(day)) else "", catalogue.catalogue_version())


def stage_on(day: date) -> QuizStage | None:
    """Return the part of the election that a day falls in, None without an election."""
    try:
        return quiz_rules().stage_of(phase_on(day).value)
    except NoElection:
        return None


def questions_for(stage: QuizStage | None) -> tuple[Question, ...]:
    """Return every scenario a quiz may draw from; those that play in the stage fit it."""
    fits = _fitting(stage)
    return tuple(
        Question(scenario.id, scenario.act, scenario.expected.value, fits(scenario.on))
        for scenario in catalogue.scenarios()
        if scenario.expected in ANSWERS
    )


def lesson(scenario_id: str) -> Lesson:
    """Return a scenario with its answer.

    Raises:
        UnknownScenario: the catalogue in use does not hold it any more.
    """
    scenario = next((each for each in catalogue.scenarios() if each.id == scenario_id), None)
    if scenario is None:
        raise UnknownScenario(scenario_id)
    judgement = _judged(scenario)
    return Lesson(
        id=scenario.id,
        story=scenario.story,
        on=scenario.on,
        act=_title(scenario.act),
        expected=scenario.expected.value,
        explanation=scenario.explanation,
        norms=_norms(judgement),
        instead=catalogue.advice_for(judgement),
    )


def subjects() -> dict[str, str]:
    """Return the acts about which there is something to print, with their titles, in the order of the catalogue."""
    shown = {each.act for each in catalogue.scenarios() if each.expected in (Verdict.VIOLATION, Verdict.CLEAR)}
    return {act.code: _title(act.code) for act in catalogue.acts() if act.code in shown}


def sheet(act: str) -> PosterEntry:
    """Return what a poster says about an act.

    Raises:
        UnknownAct: the catalogue has no such act.
    """
    title = _title(act)
    scenarios = catalogue.scenarios(act)
    forbidden = _of(scenarios, Verdict.VIOLATION)
    judged = [_judged(each) for each in (forbidden or scenarios)[:_EXAMPLES]]
    return PosterEntry(
        code=act,
        title=title,
        forbidden=tuple(each.story for each in forbidden[:_EXAMPLES]),
        allowed=tuple(each.story for each in _of(scenarios, Verdict.CLEAR)[:_EXAMPLES]),
        instead=catalogue.advice_on(act),
        basis=_basis(judged),
        edition=catalogue.catalogue_version(),
    )


def _of(scenarios: tuple[Scenario, ...], verdict: Verdict) -> tuple[Scenario, ...]:
    return tuple(each for each in scenarios if each.expected is verdict)


def _title(act: str) -> str:
    found = catalogue.act(act)
    return found.title_en if english() else found.title


def _judged(scenario: Scenario) -> Judgement:
    try:
        phase = phase_on(scenario.on)
    except NoElection:
        # Without a schedule the norms of the campaign are shown: they are the stricter ones.
        phase = Phase.CAMPAIGN
    return catalogue.judge(scenario.act, scenario.facts, scenario.on, phase=phase)


def _norms(judgement: Judgement) -> tuple[ScenarioNorm, ...]:
    confirmed = catalogue.confirmed_among(judged.norm for judged in judgement.norms)
    return tuple(
        ScenarioNorm(
            judged.norm.id,
            judged.norm.title_en if english() else judged.norm.title,
            tuple(dict.fromkeys(_cited(judged))),
            grade_of(judged.norm.verification, is_confirmed=judged.norm.id in confirmed),
        )
        for judged in judgement.norms
    )


def _basis(judgements: Iterable[Judgement]) -> tuple[Cited, ...]:
    """What some judgements stand on, each provision once, as surely as it is known where it is known least."""
    found: dict[str, Grade] = {}
    for cited in (each for judgement in judgements for judged in judgement.norms for each in _cited(judged)):
        found[cited.title] = least_sure((cited.grade, found.get(cited.title, cited.grade))) or cited.grade
    return tuple(Cited(title, grade) for title, grade in found.items())


def _cited(judged: JudgedNorm) -> Iterator[Cited]:
    """What a norm stands on: each provision no surer than the row of it, and than that the norm stands on it."""
    for choice in judged.basis:
        known = least_sure(grade_of(each) for each in (choice.provision.verification, choice.link.verification))
        yield Cited(choice.provision.title, known or Grade.UNVERIFIED)


def _fitting(stage: QuizStage | None) -> Callable[[date], bool]:
    if stage is None:
        return lambda _day: True
    rows: list[StageRow] = [each.as_row() for each in stages(current_election())]
    return lambda day: phase_of(day, rows).value in stage.phases

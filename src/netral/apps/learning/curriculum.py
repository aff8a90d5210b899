"""What is taught, taken from the catalogue; the only module of this app that asks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from netral.apps.catalogue import api as catalogue
from netral.apps.catalogue.api import JudgedNorm, Judgement, Scenario, Verdict
from netral.apps.learning.domain.quiz import Edition, Question, Stage
from netral.apps.learning.parameters import quiz_rules
from netral.engines.rules.dated import Verification
from netral.foundation.elections.domain import Phase, StageRow, phase_of
from netral.foundation.elections.queries import NoElection, current_election, phase_on, stages
from netral.foundation.ui.formats import english

# What somebody may answer; acts outside the catalogue are no question for a quiz.
ANSWERS = (Verdict.VIOLATION, Verdict.CLEAR, Verdict.DEPENDS, Verdict.ASK)
_EXAMPLES = 3


class UnknownScenario(LookupError):
    """The catalogue in use holds no scenario of that id."""


@dataclass(frozen=True)
class Norm:
    """A norm that decides a scenario: what it says, what it stands on, and how surely that is known."""

    id: str
    title: str
    basis: tuple[str, ...]
    verification: str


@dataclass(frozen=True)
class Lesson:
    """One scenario with its answer: why, on what legal basis, and what to do instead."""

    id: str
    story: str
    on: date
    act: str
    expected: str
    explanation: str
    norms: tuple[Norm, ...]
    instead: str


@dataclass(frozen=True)
class Cited:
    """A provision that a norm stands on, and whether that was read in an official text."""

    title: str
    is_official: bool


@dataclass(frozen=True)
class Sheet:
    """One act on a poster: what is forbidden, what is allowed, what to do instead."""

    code: str
    title: str
    forbidden: tuple[str, ...]
    allowed: tuple[str, ...]
    instead: str
    basis: tuple[Cited, ...]
    edition: str


def edition_on(day: date) -> Edition:
    """Return what a quiz taken on a day holds for; without an election loaded there is one stage without a name."""
    return Edition(stage.code if (stage := stage_on(day)) else "", catalogue.catalogue_version())


def stage_on(day: date) -> Stage | None:
    """Return the part of the election that a day falls in, None without an election."""
    try:
        return quiz_rules().stage_of(phase_on(day).value)
    except NoElection:
        return None


def questions_for(stage: Stage | None) -> tuple[Question, ...]:
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


def sheet(act: str) -> Sheet:
    """Return what a poster says about an act.

    Raises:
        UnknownAct: the catalogue has no such act.
    """
    title = _title(act)
    scenarios = catalogue.scenarios(act)
    forbidden = _of(scenarios, Verdict.VIOLATION)
    judged = [_judged(each) for each in (forbidden or scenarios)[:_EXAMPLES]]
    return Sheet(
        code=act,
        title=title,
        forbidden=tuple(each.story for each in forbidden[:_EXAMPLES]),
        allowed=tuple(each.story for each in _of(scenarios, Verdict.CLEAR)[:_EXAMPLES]),
        instead=catalogue.advice_on(act),
        basis=tuple(dict.fromkeys(cited for judgement in judged for cited in _cited(judgement))),
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


def _norms(judgement: Judgement) -> tuple[Norm, ...]:
    return tuple(
        Norm(
            judged.norm.id,
            judged.norm.title_en if english() else judged.norm.title,
            tuple(dict.fromkeys(choice.provision.title for choice in judged.basis)),
            _least_sure(judged).value,
        )
        for judged in judgement.norms
    )


def _least_sure(judged: JudgedNorm) -> Verification:
    """How surely a norm is known together with what it stands on: as surely as the least sure part."""
    parts = [judged.norm.verification]
    parts += [known for choice in judged.basis for known in (choice.provision.verification, choice.link.verification)]
    return max(parts, key=list(Verification).index)


def _cited(judgement: Judgement) -> Iterator[Cited]:
    for judged in judgement.norms:
        for choice in judged.basis:
            known = {choice.provision.verification, choice.link.verification}
            yield Cited(choice.provision.title, known == {Verification.OFFICIAL})


def _fitting(stage: Stage | None) -> Callable[[date], bool]:
    if stage is None:
        return lambda _day: True
    rows: list[StageRow] = [each.as_row() for each in stages(current_election())]
    return lambda day: phase_of(day, rows).value in stage.phases

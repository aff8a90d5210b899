"""Whether rules hold together: names that lead somewhere, questions that end, scenarios that come true."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, UnknownFact, check_facts, judge, whole_story
from netral.apps.catalogue.judging.rulebook import PHASE, STATUS, Rulebook
from netral.apps.catalogue.judging.scenarios import Scenario
from netral.apps.catalogue.rows import Catalogue, NormPhase
from netral.apps.catalogue.rule_rows import ActRules, ExceptionRow, RuleRow
from netral.engines.rules.evaluation import Outcome, Verdict
from netral.engines.rules.predicates import RuleError, leaves, parse
from netral.engines.rules.questions import paths
from netral.engines.rules.receipt import StatedFact

MOST_QUESTIONS = 3
FEWEST_SCENARIOS = 6


def rule_problems(catalogue: Catalogue) -> tuple[str, ...]:
    """Every name in the rules that leads nowhere, and every act without rules."""
    ruled = {rows.act for rows in catalogue.act_rules}
    checkable = {act.code for act in catalogue.acts if act.checkable and act.code != OUTSIDE_ACT}
    found = [f"acts.yaml, row {act}: has no rules/{act}.yaml" for act in sorted(checkable - ruled)]
    found += [f"rules/{act}.yaml, act: {act!r} is not an act that can be checked" for act in sorted(ruled - checkable)]
    for rows in catalogue.act_rules:
        found += [f"rules/{rows.act}.yaml, {fault}" for fault in _faults_of(rows, catalogue)]
    return tuple(found)


def question_problems(rulebook: Rulebook) -> tuple[str, ...]:
    """Every path through the questions that is too long or ends without an answer, for each change of the law."""
    return tuple(
        f"rules/{act}.yaml, on {day}, {status}, {phase}: {fault}"
        for act in rulebook.acts
        for day in rulebook.turns
        for status in rulebook.options[STATUS]
        for phase in NormPhase
        if phase is not NormPhase.ANY
        for fault in _path_faults(rulebook, act, day, {STATUS: status, PHASE: phase.value})
    )


def scenario_problems(
    rulebook: Rulebook, scenarios: Iterable[Scenario], phase_of: Mapping[date, NormPhase]
) -> list[str]:
    """Every scenario that comes out otherwise than it says, and every act with too few or too one-sided ones."""
    by_act: dict[str, list[Scenario]] = {act: [] for act in rulebook.acts}
    found: list[str] = []
    for scenario in scenarios:
        if scenario.act not in by_act:
            found.append(f"scenarios/{scenario.act}.yaml: no act of this name is judged by rules")
            continue
        by_act[scenario.act].append(scenario)
        found += _surprises(rulebook, scenario, phase_of[scenario.on])
    for act, told in by_act.items():
        found += [f"scenarios/{act}.yaml: {fault}" for fault in _gaps(rulebook, act, told)]
    return found


def _faults_of(rows: ActRules, catalogue: Catalogue) -> Iterator[str]:
    options = {fact.code: tuple(fact.options) for fact in catalogue.facts}
    norms = {norm.id for norm in catalogue.norms}
    idle = _binding_nobody(catalogue)
    conflicts = {conflict.code for conflict in catalogue.conflicts}
    yield from _fact_faults("presumed", [StatedFact(*item, "act") for item in rows.presumed.items()], options)
    yield from (f"permitted_by: {name!r} is not a norm" for name in rows.permitted_by if name not in norms)
    for row in rows.rules:
        yield from (f"row {row.id}, norm: {name!r} is not known" for name in row.norms if name not in norms)
        yield from (f"row {row.id}, norm: {name!r} binds nobody of statuses.yaml" for name in row.norms if name in idle)
        if row.because is not None and row.because not in conflicts:
            yield f"row {row.id}, because: {row.because!r} is not a conflict"
        if row.outcome is Outcome.DISPUTED and not (row.because or row.note):
            yield f"row {row.id}: a disputed rule says in because or note what is disputed"
        yield from _condition_faults(row, options)
        yield from _exception_faults(row.unless, options, norms | conflicts)


def _binding_nobody(catalogue: Catalogue) -> set[str]:
    counted = {subject for status in catalogue.statuses for subject in status.subjects}
    return {norm.id for norm in catalogue.norms if catalogue.statuses and counted.isdisjoint(norm.subjects)}


def _exception_faults(
    rows: Iterable[ExceptionRow], options: Mapping[str, tuple[str, ...]], names: set[str]
) -> Iterator[str]:
    for row in rows:
        yield from (f"row {row.id}, basis: {name!r} is not known" for name in row.basis if name not in names)
        if not row.basis:
            yield f"row {row.id}, basis: an exception stands on a norm or a conflict"
        yield from _condition_faults(row, options)
        yield from _exception_faults(row.unless, options, names)


def _condition_faults(row: RuleRow | ExceptionRow, options: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    try:
        read = [StatedFact(leaf.fact, value, "") for leaf in leaves(parse(row.when)) for value in leaf.values]
    except RuleError as error:
        yield f"row {row.id}, {error}"
        return
    yield from _fact_faults(f"row {row.id}, when", read, options)


def _fact_faults(place: str, facts: Iterable[StatedFact], options: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for fact in facts:
        try:
            check_facts(options, [fact])
        except UnknownFact as error:
            yield f"{place}: {error}"


def _path_faults(rulebook: Rulebook, act: str, day: date, context: dict[str, Any]) -> Iterator[str]:
    rule_set = rulebook.rule_set(act, day)
    for path in paths(rule_set, {**context, **rulebook.of(act).presumed}, rulebook.options):
        told = ", ".join(f"{fact}={value}" for fact, value in path.answers)
        if len(path.answers) > MOST_QUESTIONS:
            yield f"more than {MOST_QUESTIONS} questions: {told}"
        if path.verdict is Verdict.DEPENDS:
            yield f"the questions end without an answer: {told}"


def _surprises(rulebook: Rulebook, scenario: Scenario, phase: NormPhase) -> Iterator[str]:
    try:
        verdict = judge(rulebook, scenario.act, whole_story(rulebook, scenario.facts), scenario.on, phase).verdict
    except UnknownFact as error:
        yield f"scenarios/{scenario.act}.yaml, row {scenario.id}: {error}"
        return
    if verdict is not scenario.expected:
        yield f"scenarios/{scenario.act}.yaml, row {scenario.id}: expected {scenario.expected}, the rules say {verdict}"


def _gaps(rulebook: Rulebook, act: str, told: list[Scenario]) -> Iterator[str]:
    if len(told) < FEWEST_SCENARIOS:
        yield f"has {len(told)} scenarios, at least {FEWEST_SCENARIOS} are needed"
    seen = {scenario.expected for scenario in told}
    yield from (
        f"has no scenario that ends in {verdict}" for verdict in _attainable(rulebook, act) if verdict not in seen
    )
    for fact in _deciding(rulebook, act):
        open_ones = (s for s in told if s.expected is Verdict.DEPENDS and fact not in s.facts)
        if next(open_ones, None) is None:
            yield f"has no scenario in which the deciding fact {fact} is unknown"


def _attainable(rulebook: Rulebook, act: str) -> tuple[Verdict, ...]:
    """What an act can end in that has to be shown: that it is clear and, where some rule says so, that it is broken."""
    is_broken = any(row.outcome is Outcome.BROKEN for row in rulebook.of(act).rules)
    return (Verdict.VIOLATION, Verdict.CLEAR) if is_broken else (Verdict.CLEAR,)


def _deciding(rulebook: Rulebook, act: str) -> set[str]:
    """The facts that are asked for on some path from the act as confirmed."""
    asked: set[str] = set()
    for day in rulebook.turns:
        context = {**rulebook.assumed, PHASE: NormPhase.AFTER.value, **rulebook.of(act).presumed}
        for path in paths(rulebook.rule_set(act, day), context, rulebook.options):
            asked |= {fact for fact, _ in path.answers}
    return asked

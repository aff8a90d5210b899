"""Which fact to ask for next: the one that settles most, and never one that cannot change the verdict."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from netral.engines.rules.judging import Bench, Outcome, Verdict
from netral.engines.rules.predicates import Facts, RuleError

# More combinations than this cannot be looked through while someone waits: the rules of an act are then too wide.
MOST_COMBINATIONS = 20_000

Options = Mapping[str, Sequence[str]]


class Standing(NamedTuple):
    """How far a case has come: its verdict, and the facts still worth asking for, the most telling first."""

    verdict: Verdict
    questions: tuple[str, ...]


class Path(NamedTuple):
    """One way through the questions: what was asked and answered, in order, and the verdict it ends in."""

    answers: tuple[tuple[str, str], ...]
    verdict: Verdict


def standing(bench: Bench, facts: Facts, options: Options, declined: frozenset[str] = frozenset()) -> Standing:
    """The verdict so far and what is still worth asking, the fact that settles most rules first.

    When no answer can change the verdict any more and every one leads to the same, that one stands, except that
    nobody is cleared by answers nobody gave. `options` gives the answers each fact can have; facts without options
    and declined ones are never asked. Raises RuleError when there are too many combinations to look through.
    """
    verdict = bench.verdict(facts)
    if verdict is not Verdict.DEPENDS:
        return Standing(verdict, ())
    unknown = [fact for fact in bench.facts if fact not in facts and fact in options]
    if prod(len(options[fact]) for fact in unknown) > MOST_COMBINATIONS:
        raise RuleError(f"too many combinations of answers for {', '.join(unknown)}")
    verdicts = _verdicts(bench, facts, {fact: options[fact] for fact in unknown})
    relevant = [fact for place, fact in enumerate(unknown) if _can_change(verdicts, place)]
    if not relevant:
        common = next(iter(verdicts.values()), Verdict.CLEAR)
        return Standing(verdict if common is Verdict.CLEAR else common, ())
    settled = {fact: _settled(bench, facts, fact, options) for fact in relevant if fact not in declined}
    return Standing(verdict, tuple(sorted(settled, key=lambda fact: -settled[fact])))


def paths(bench: Bench, facts: Facts, options: Options) -> Iterator[Path]:
    """Every way through the questions, from these facts on, answering each with each of its options."""
    verdict, asked = standing(bench, facts, options)
    if not asked:
        yield Path((), verdict)
        return
    for option in options[asked[0]]:
        for path in paths(bench, {**facts, asked[0]: option}, options):
            yield Path(((asked[0], option), *path.answers), path.verdict)


def _verdicts(bench: Bench, facts: Facts, unknown: Options) -> dict[tuple[str, ...], Verdict]:
    return {
        answers: bench.verdict({**facts, **dict(zip(unknown, answers, strict=True))})
        for answers in product(*unknown.values())
    }


def _can_change(verdicts: Mapping[tuple[str, ...], Verdict], place: int) -> bool:
    seen: dict[tuple[str, ...], Verdict] = {}
    return any(
        seen.setdefault(answers[:place] + answers[place + 1 :], verdict) is not verdict
        for answers, verdict in verdicts.items()
    )


def _settled(bench: Bench, facts: Facts, fact: str, options: Options) -> float:
    before = bench.outcomes(facts)
    live = [place for place, outcome in enumerate(before) if outcome is Outcome.UNKNOWN]
    outcomes = [bench.outcomes({**facts, fact: option}) for option in options[fact]]
    return sum(after[place] is not Outcome.UNKNOWN for after in outcomes for place in live) / len(outcomes)

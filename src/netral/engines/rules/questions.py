"""Which fact to ask for next: the one that settles most, and never one that cannot change the verdict."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from netral.engines.rules.evaluation import Outcome, RuleSet, Verdict
from netral.engines.rules.predicates import Facts, RuleError

# More combinations than this cannot be looked through while someone waits: the rules of an act are then too wide.
MOST_COMBINATIONS = 20_000

Options = Mapping[str, Sequence[str]]
# Later is worse; what is open may turn out to be the worst.
SEVERITY = {
    Verdict.OUTSIDE: 0,
    Verdict.CLEAR: 0,
    Verdict.ASK: 1,
    Verdict.DEPENDS: 2,
    Verdict.VIOLATION: 2,
}


class Standing(NamedTuple):
    """How far a case has come: its verdict, and the facts still worth asking for, the most telling first."""

    verdict: Verdict
    questions: tuple[str, ...]


class Way(NamedTuple):
    """How many questions are left: at most, and on average where every answer is as likely."""

    longest: int
    mean: float


class Path(NamedTuple):
    """One way through the questions: what was asked and answered, in order, and the verdict it ends in."""

    answers: tuple[tuple[str, str], ...]
    verdict: Verdict


def standing(rule_set: RuleSet, facts: Facts, options: Options, declined: frozenset[str] = frozenset()) -> Standing:
    """The verdict so far and what is still worth asking, the fact that settles most rules first.

    When no answer can change the verdict any more and every one leads to the same, that one stands, except that
    nobody is cleared by answers nobody gave. `options` gives the answers each fact can have; facts without options
    and declined ones are never asked. Raises RuleError when there are too many combinations to look through.
    """
    verdict = rule_set.verdict(facts)
    if verdict is not Verdict.DEPENDS:
        return Standing(verdict, ())
    unknown = [fact for fact in rule_set.facts if fact not in facts and fact in options]
    verdicts = _verdicts(rule_set, facts, unknown, options)
    relevant = [fact for place, fact in enumerate(unknown) if _can_change(verdicts, place)]
    if not relevant:
        common = next(iter(verdicts.values()), Verdict.CLEAR)
        return Standing(verdict if common is Verdict.CLEAR else common, ())
    settled = {fact: _settled(rule_set, facts, fact, options) for fact in relevant if fact not in declined}
    return Standing(verdict, tuple(sorted(settled, key=lambda fact: -settled[fact])))


def paths(rule_set: RuleSet, facts: Facts, options: Options) -> Iterator[Path]:
    """Every way through the questions, from these facts on, answering each with each of its options."""
    verdict, asked = standing(rule_set, facts, options)
    if not asked:
        yield Path((), verdict)
        return
    for option in options[asked[0]]:
        for path in paths(rule_set, {**facts, asked[0]: option}, options):
            yield Path(((asked[0], option), *path.answers), path.verdict)


def ways(rule_set: RuleSet, facts: Facts, options: Options, asked: Sequence[str]) -> dict[str, Way]:
    """How long the ways are that begin with each of the facts asked, the shortest being taken at every turn.

    An answer that clears counts for one question more, because it has to be confirmed.
    """
    found = {}
    for fact in asked:
        values = rule_set.distinct(fact, options[fact])
        after = [_shortest(rule_set, {**facts, fact: value}, options) for value in values]
        found[fact] = Way(1 + max(way.longest for way in after), 1 + sum(way.mean for way in after) / len(after))
    return found


def _shortest(rule_set: RuleSet, facts: Facts, options: Options) -> Way:
    verdict, asked = standing(rule_set, facts, options)
    if not asked:
        confirming = int(verdict is Verdict.CLEAR)
        return Way(confirming, confirming)
    return min(ways(rule_set, facts, options, asked).values())


def worsening(rule_set: RuleSet, facts: Facts, doubted: Sequence[str], options: Options) -> dict[str, tuple[str, ...]]:
    """For each doubted fact the other values by which the case may get worse, whatever the other doubted facts are.

    `facts` hold a value of every doubted fact; others may be unknown, as long as they change nothing. Where none of the
    values returned is true, no combination of the values that are left is worse than what is held. Raises RuleError
    when there are too many combinations to look through.
    """
    known = {fact: value for fact, value in facts.items() if fact not in doubted}
    verdicts = {
        answers: verdict
        if verdict is not Verdict.DEPENDS
        else _whatever_is_unknown(rule_set, {**known, **dict(zip(doubted, answers, strict=True))}, options)
        for answers, verdict in _verdicts(rule_set, known, doubted, options, held=facts).items()
    }
    found = {}
    for place, fact in enumerate(doubted):
        worse = {
            answers[place]
            for answers, verdict in verdicts.items()
            if SEVERITY[verdict] > SEVERITY[verdicts[(*answers[:place], facts[fact], *answers[place + 1 :])]]
        }
        found[fact] = tuple(
            value for value in options[fact] if any(len(rule_set.distinct(fact, (bad, value))) == 1 for bad in worse)
        )
    return found


def _whatever_is_unknown(rule_set: RuleSet, facts: Facts, options: Options) -> Verdict:
    """The verdict to which every answer to the unknown facts leads; that it depends, where they lead to several."""
    unknown = [fact for fact in rule_set.facts if fact not in facts and fact in options]
    found = set(_verdicts(rule_set, facts, unknown, options).values())
    return found.pop() if len(found) == 1 else Verdict.DEPENDS


def _verdicts(
    rule_set: RuleSet, facts: Facts, unknown: Sequence[str], options: Options, held: Facts | None = None
) -> dict[tuple[str, ...], Verdict]:
    """The verdict for every combination of answers to the unknown facts, values no rule tells apart taken once."""
    first = {fact: (held[fact],) if held else () for fact in unknown}
    answers = [rule_set.distinct(fact, (*first[fact], *options[fact])) for fact in unknown]
    if prod(map(len, answers)) > MOST_COMBINATIONS:
        raise RuleError(f"too many combinations of answers for {', '.join(unknown)}")
    return {each: rule_set.verdict({**facts, **dict(zip(unknown, each, strict=True))}) for each in product(*answers)}


def _can_change(verdicts: Mapping[tuple[str, ...], Verdict], place: int) -> bool:
    seen: dict[tuple[str, ...], Verdict] = {}
    return any(
        seen.setdefault(answers[:place] + answers[place + 1 :], verdict) is not verdict
        for answers, verdict in verdicts.items()
    )


def _settled(rule_set: RuleSet, facts: Facts, fact: str, options: Options) -> float:
    before = rule_set.outcomes(facts)
    live = [place for place, outcome in enumerate(before) if outcome is Outcome.UNKNOWN]
    outcomes = [rule_set.outcomes({**facts, fact: option}) for option in options[fact]]
    return sum(after[place] is not Outcome.UNKNOWN for after in outcomes for place in live) / len(outcomes)

"""Which advice follows a judgement, and whether the rows of advice leave nobody without."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import NamedTuple

from netral.apps.catalogue.judging.rulebook import PHASE, STATUS, Rulebook
from netral.apps.catalogue.rows import Catalogue
from netral.apps.catalogue.rule_rows import ActRules, AdviceRow, ExceptionRow, Reader, RuleRow
from netral.engines.rules.evaluation import RuleSet, Verdict
from netral.engines.rules.predicates import Facts, RuleError, leaves, parse, truth_of
from netral.engines.rules.questions import paths

EVERY_ACT = "*"
# What an act inside the scope can come to, each of which has to be answered with advice.
ADVISED = tuple(verdict for verdict in Verdict if verdict is not Verdict.OUTSIDE)


class Advised(NamedTuple):
    """Advice in both languages; empty where nothing is advised."""

    text: str
    in_english: str


def advice_of(catalogue: Catalogue, rows: ActRules, verdict: Verdict, facts: Facts, reader: Reader) -> Advised:
    """The first advice written for this act, verdict and reader whose condition the known facts fulfil.

    A data set without rows of advice has one general text for an act, which speaks to the doer alone.
    """
    if catalogue.advice is None:
        return Advised(rows.advice, rows.advice_en or rows.advice) if reader is Reader.DOER else Advised("", "")
    for row in rows_for(catalogue.advice, rows.act, verdict, reader):
        if fits(row, facts):
            return Advised(row.advice.strip(), row.advice_en.strip())
    return Advised("", "")


def rows_for(advice: Iterable[AdviceRow], act: str, verdict: Verdict, reader: Reader) -> tuple[AdviceRow, ...]:
    """The rows that may answer, in their order, those of the act itself before those of every act."""
    wanted = [row for row in advice if row.verdict is verdict and row.reader is reader]
    return tuple(row for name in (act, EVERY_ACT) for row in wanted if row.act == name)


def fits(row: AdviceRow, facts: Facts) -> bool:
    """Whether the facts are known to be those a row is written for; what is unknown does not fit."""
    return row.when is None or truth_of(parse(row.when), facts) is True


def advice_problems(catalogue: Catalogue) -> tuple[str, ...]:
    """Every verdict that is left without advice, and every row that can never be shown."""
    if catalogue.advice is None:
        return ()
    rows, acts = catalogue.advice, {each.act: each for each in catalogue.act_rules}
    found = [f"advice.yaml, row {name}: the id is taken" for name in _twice(row.id for row in rows)]
    found += [f"advice.yaml, row {row.id}, {fault}" for row in rows for fault in _faults(row, acts, catalogue)]
    return tuple(found) or tuple(_gaps(rows, acts)) + tuple(_unreached(rows, catalogue))


def silent_rows(rulebook: Rulebook) -> tuple[str, ...]:
    """Every row with a condition under which its act never comes to its verdict, on any day."""
    rows = rulebook.catalogue.advice or ()
    return tuple(
        f"advice.yaml, row {row.id}: the act never comes to {row.verdict} under `when`"
        for row in rows
        if row.when is not None and row.act != EVERY_ACT and not _speaks(row, rows, rulebook)
    )


def _speaks(row: AdviceRow, rows: tuple[AdviceRow, ...], rulebook: Rulebook) -> bool:
    group = rows_for(rows, row.act, row.verdict, row.reader)
    return any(
        verdict is row.verdict and next((each for each in group if fits(each, facts)), None) is row
        for day in rulebook.turns
        for known in _fulfilling(row, rulebook.options)
        for verdict, facts in _endings(rulebook.rule_set(row.act, day), known, rulebook.options)
    )


def _fulfilling(row: AdviceRow, options: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    read = list(dict.fromkeys(leaf.fact for leaf in leaves(parse(row.when))))
    for values in product(*(options[fact] for fact in read)):
        facts = dict(zip(read, values, strict=True))
        if fits(row, facts):
            yield facts


def _endings(
    rule_set: RuleSet, known: Facts, options: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Verdict, Facts]]:
    """What these facts come to at once, and what they come to after every way through the questions."""
    yield rule_set.verdict(known), known
    yield from ((path.verdict, {**known, **dict(path.answers)}) for path in paths(rule_set, known, options))


def _faults(row: AdviceRow, acts: Mapping[str, ActRules], catalogue: Catalogue) -> Iterator[str]:
    if row.act != EVERY_ACT and row.act not in acts:
        yield f"act: {row.act!r} is not an act that is judged"
        return
    if row.act == EVERY_ACT and row.reader is Reader.DOER:
        yield "act: advice for the doer is written act by act"
    if row.verdict not in ADVISED:
        yield f"verdict: nothing is advised where the verdict is {row.verdict}"
    yield from (f"{name}: is empty" for name in ("advice", "advice_en") if not getattr(row, name).strip())
    try:
        read = () if row.when is None else tuple(leaves(parse(row.when)))
    except RuleError as error:
        yield str(error)
        return
    options = {fact.code: fact.options for fact in catalogue.facts}
    judged = acts.values() if row.act == EVERY_ACT else (acts[row.act],)
    known = {STATUS, PHASE, *(fact for rules in judged for fact in _facts_of(rules.rules))}
    for leaf in read:
        if leaf.fact not in options or leaf.fact not in known:
            yield f"when: no rule of the act reads the fact {leaf.fact!r}"
            continue
        yield from (
            f"when: {leaf.fact} cannot be {value!r}" for value in leaf.values if value not in options[leaf.fact]
        )


def _facts_of(rules: Iterable[RuleRow | ExceptionRow]) -> Iterator[str]:
    for rule in rules:
        yield from (leaf.fact for leaf in leaves(parse(rule.when)))
        yield from _facts_of(rule.unless)


def _gaps(rows: tuple[AdviceRow, ...], acts: Iterable[str]) -> Iterator[str]:
    for act, verdict, reader in product(acts, ADVISED, Reader):
        able = rows_for(rows, act, verdict, reader)
        # What the doer should do depends on what was done; what others can do is much the same for every act.
        if not any(row.when is None and (reader is Reader.OTHER or row.act == act) for row in able):
            yield f"advice.yaml: {act}, {verdict} has no advice without `when` for the {reader}"


def _unreached(rows: tuple[AdviceRow, ...], catalogue: Catalogue) -> Iterator[str]:
    options = {fact.code: tuple(fact.options) for fact in catalogue.facts}
    groups = {(row.act, row.verdict, row.reader): None for row in rows}
    for act, verdict, reader in groups:
        group = [row for row in rows if (row.act, row.verdict, row.reader) == (act, verdict, reader)]
        shown = {row.id for row in _shown(group, options)}
        yield from (
            f"advice.yaml, row {row.id}: can never be shown, the rows before it fit whenever it does"
            for row in group
            if row.id not in shown
        )


def _shown(group: list[AdviceRow], options: Mapping[str, tuple[str, ...]]) -> Iterator[AdviceRow]:
    """The rows that come first for some facts, known or unknown."""
    read = list(dict.fromkeys(leaf.fact for row in group if row.when for leaf in leaves(parse(row.when))))
    for values in product(*((None, *options[fact]) for fact in read)):
        facts = {fact: value for fact, value in zip(read, values, strict=True) if value is not None}
        yield from islice((row for row in group if fits(row, facts)), 1)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]

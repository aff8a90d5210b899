"""How fast the rules judge: with a full trace, into receipts and out of them again, and 100,000 stored cases anew."""

import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from typing import Any

from netral.apps.catalogue.actions.editions import adopt_edition, publish_edition
from netral.apps.catalogue.dataset import build_catalogue, shipped, shipped_documents
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.documents import canonical
from netral.apps.catalogue.judging.judge import judge, rejudge
from netral.apps.catalogue.judging.rulebook import PHASE, STATUS, Rulebook
from netral.apps.catalogue.models import Edition
from netral.apps.catalogue.rows import NormPhase
from netral.bench.scratch.cases import load, read
from netral.bench.scratch.place import durability, place
from netral.engines.rules.evaluation import Verdict, verdict_of
from netral.engines.rules.receipt import StatedFact, canonical as receipt_bytes, facts_of
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.registry.fiction import Chance

EVALUATIONS = 60_000
RECEIPTS = 10_000
CASES = 100_000
LIMITS = {"evaluations_per_s": 20_000, "rejudge_s": 10.0}
_SEED = 2024
_UNKNOWN_SHARE = 0.3

Case = tuple[str, date, dict[str, str]]


def run() -> dict[str, object]:
    """Measure all three in one process and check every result in another way."""
    book = Rulebook(shipped())
    cases = list(islice(_cases(book), EVALUATIONS))
    figures: dict[str, object] = {"acts": len(book.acts), "rules": sum(len(r.rules) for r in shipped().act_rules)}
    figures |= _evaluations(book, cases)
    figures |= _receipts(book, cases[:RECEIPTS])
    with place():
        figures |= _rejudging()
        figures |= durability()
    return {**figures, **{f"limit_{name}": limit for name, limit in LIMITS.items()}}


def _cases(book: Rulebook) -> Iterable[Case]:
    """Cases at random but the same in every run: any act, any day the law changed around, some facts left out."""
    draw = Chance(_SEED)
    days = [date.fromordinal(day) for day in range(date(2022, 9, 22).toordinal(), date(2024, 12, 31).toordinal())]
    while True:
        act, on = draw.choice(book.acts), draw.choice(days)
        facts = {
            fact: draw.choice(book.options[fact])
            for fact in book.rule_set(act, on).facts
            if fact in (STATUS, PHASE) or draw.random() > _UNKNOWN_SHARE
        }
        yield act, on, facts


def _evaluations(book: Rulebook, cases: list[Case]) -> dict[str, object]:
    rule_sets = [(book.rule_set(act, on), facts) for act, on, facts in cases]
    counts, seconds = _timed(lambda: Counter(rule_set.judge(facts).verdict for rule_set, facts in rule_sets))
    nodes = 0
    for rule_set, facts in rule_sets:
        found = rule_set.judge(facts)
        nodes += len(found.nodes)
        _same([node.outcome for node in found.nodes], rule_set.outcomes(facts))
        _same(found.verdict, verdict_of(rule_set.outcomes(facts)))
    _same(sum(counts.values()), len(cases))
    _same(counts, Counter(rule_set.verdict(facts) for rule_set, facts in rule_sets))
    return {
        "evaluations": len(cases),
        "evaluations_per_s": round(len(cases) / seconds),
        "trace_nodes_per_evaluation": round(nodes / len(cases), 2),
        "verdicts": {verdict.value: counts[verdict] for verdict in Verdict if counts[verdict]},
    }


def _receipts(book: Rulebook, cases: list[Case]) -> dict[str, object]:
    judgements = [_judged(book, case) for case in cases]
    written, seconds = _timed(lambda: [receipt_bytes(judgement.receipt()) for judgement in judgements])
    receipts = [judgement.receipt() for judgement in judgements]
    again, replayed = _timed(lambda: [receipt_bytes(_replayed(book, receipt)) for receipt in receipts])
    _same(again, written)
    return {
        "receipts": len(cases),
        "receipts_written_per_s": round(len(cases) / seconds),
        "receipts_replayed_per_s": round(len(cases) / replayed),
        "receipt_bytes": round(sum(map(len, written)) / len(written)),
    }


def _rejudging() -> dict[str, object]:
    before = Rulebook(shipped())
    edition = _next_edition()
    cases = list(islice(_cases(before), CASES))
    _loaded, storing = _timed(lambda: load(_judged(before, case).receipt() for case in cases), time.perf_counter)
    current.watch()
    after = Rulebook(current.in_use())
    _same(after.catalogue.version, edition.ruleset.version)
    (changed, worked), seconds = _timed(lambda: _timed(lambda: _changed(after)), time.perf_counter)
    expected = _counted_otherwise(before, after, cases)
    _same(changed, expected)
    size = len(canonical(edition.ruleset.documents))
    return {
        "cases": CASES,
        "stored_s": round(storing, 2),
        "rejudge_s": round(seconds, 2),
        "rejudge_core_s": round(worked, 2),
        "changed": changed,
        "edition_bytes": size,
        "edition_bytes_kept": len(zlib.compress(canonical(edition.ruleset.documents))),
        "benches_open": len(after.turns) * len(after.acts),
    }


def _next_edition() -> Edition:
    """An edition in which some of what was disputed is forbidden."""
    documents: dict[str, Any] = shipped_documents()
    for rows in documents["rules"]:
        for rule in rows["rules"]:
            if rule["id"] in ("media-sosial.2", "foto-unggah.3", "hadir-kampanye.4", "hak-pilih.2"):
                rule["outcome"] = "broken"
    build_catalogue(documents)
    edition = publish_edition(documents=documents, title="Ukur", notes="", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=now(), reason="Ukur.", by=SYSTEM)
    return edition


def _changed(book: Rulebook) -> int:
    """Read every stored case, judge it again with its full trace, and count those that now end otherwise."""
    return sum(rejudge(book, act, facts, on).verdict.value != verdict for act, on, verdict, facts in read())


def _counted_otherwise(before: Rulebook, after: Rulebook, cases: list[Case]) -> int:
    """Count the same without rows, receipts or traces: each kind of case once, by its verdict and what can follow."""
    kinds: Counter[tuple[str, date, frozenset[tuple[str, str]]]] = Counter()
    for act, on, facts in cases:
        known = {fact.code: fact.value for fact in _judged(before, (act, on, facts)).facts}
        kinds[act, on, frozenset(known.items())] += 1
    return sum(
        number * (_verdict(before, act, on, dict(facts)) is not _verdict(after, act, on, dict(facts)))
        for (act, on, facts), number in kinds.items()
    )


def _verdict(book: Rulebook, act: str, on: date, facts: dict[str, str]) -> Verdict:
    verdict = book.rule_set(act, on).verdict(facts)
    return book.standing(act, on, facts, frozenset()).verdict if verdict is Verdict.DEPENDS else verdict


def _judged(book: Rulebook, case: Case) -> Any:
    act, on, facts = case
    stated = [StatedFact(code, value, "user") for code, value in facts.items()]
    return judge(book, act, stated, on, NormPhase(facts.get(PHASE, NormPhase.AFTER)))


def _replayed(book: Rulebook, receipt: dict[str, Any]) -> dict[str, Any]:
    on, declined = date.fromisoformat(receipt["on"]), frozenset(receipt["declined"])
    return rejudge(book, receipt["act"], facts_of(receipt), on, declined).receipt()


def _timed(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> tuple[Any, float]:
    """Run some work; by default only the time counts in which this core worked for it."""
    begun = clock()
    found = work()
    return found, clock() - begun


def _same(found: object, expected: object) -> None:
    if found != expected:
        raise RuntimeError(f"found {found!r}, expected {expected!r}")

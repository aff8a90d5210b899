"""Receipts: what was judged, under which rules, from which facts, so that anyone can judge it again to the byte."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from netral.engines.rules.evaluation import Judged, Node, Verdict

SCHEMA = "netral.receipt.v1"
# Changes whenever the same rules and facts would be judged otherwise or written otherwise.
ENGINE = "netral.rules/1"


class StatedFact(NamedTuple):
    """A fact with where it comes from: `user`, `text`, `date`, `act` (said by the act confirmed) or `assumed`."""

    code: str
    value: str
    source: str


class ReceiptError(ValueError):
    """A receipt that cannot be judged again."""


def receipt(
    *,
    ruleset: str,
    act: str,
    on: date,
    facts: Sequence[StatedFact],
    judged: Judged,
    unanswered: Sequence[str],
    declined: Iterable[str] = (),
) -> dict[str, Any]:
    """The receipt of a judgement, as data for JSON.

    `ruleset` is the SHA-256 of the catalogue it was judged under; `unanswered` are facts that could still change the
    verdict, `declined` those the person could not tell. Schema: docs/schemas/netral.receipt.v1.json.
    """
    return {
        "schema": SCHEMA,
        "engine": ENGINE,
        "ruleset": ruleset,
        "act": act,
        "on": on.isoformat(),
        "facts": [fact._asdict() for fact in sorted(facts)],
        "rules": [_node(node) for node in judged.nodes],
        "unanswered": list(unanswered),
        "declined": sorted(declined),
        "verdict": judged.verdict.value,
    }


def canonical(document: Mapping[str, Any]) -> bytes:
    """The one way a receipt is written: sorted keys, no spaces, UTF-8."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def facts_of(document: Mapping[str, Any]) -> tuple[StatedFact, ...]:
    """The facts of a receipt. Raises ReceiptError when it is not one of this schema and engine."""
    if document.get("schema") != SCHEMA or document.get("engine") != ENGINE:
        raise ReceiptError(f"expected {SCHEMA} of {ENGINE}, found {document.get('schema')} of {document.get('engine')}")
    try:
        return tuple(StatedFact(fact["code"], fact["value"], fact["source"]) for fact in document["facts"])
    except (KeyError, TypeError) as error:
        raise ReceiptError(f"the facts of the receipt cannot be read: {error}") from error


def verdict_in(document: Mapping[str, Any]) -> Verdict:
    """The verdict of a receipt. Raises ReceiptError."""
    try:
        return Verdict(document["verdict"])
    except (KeyError, ValueError) as error:
        raise ReceiptError(f"the verdict of the receipt cannot be read: {error}") from error


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "holds": node.holds,
        "outcome": node.outcome,
        "predicates": [
            {"fact": reading.fact, "in": list(reading.values), "read": reading.read, "truth": reading.truth}
            for reading in node.readings
        ],
        "exceptions": [_node(exception) for exception in node.exceptions],
    }

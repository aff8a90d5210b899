"""A table of judged cases in the scratch database: their receipts, as an installation would have kept them."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import connections
from psycopg.types.json import Jsonb

from netral.engines.rules.receipt import StatedFact

_AT_ONCE = 5_000


class StoredCase(NamedTuple):
    """A case as it comes out of its row."""

    act: str
    on: date
    verdict: str
    facts: tuple[StatedFact, ...]


def load(receipts: Iterable[dict[str, Any]]) -> int:
    """Store receipts, one row each, and return how many."""
    number = 0
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_case (id bigint, act text, act_date date, verdict text, receipt jsonb)")
        with cursor.copy("COPY bench_case FROM STDIN") as copy:
            for number, receipt in enumerate(receipts, 1):
                copy.write_row((number, receipt["act"], receipt["on"], receipt["verdict"], Jsonb(receipt)))
    return number


def read() -> Iterator[StoredCase]:
    """Every stored case, in the order it was stored."""
    query = "SELECT act, act_date, verdict, receipt->'facts' FROM bench_case WHERE id > %s AND id <= %s ORDER BY id"
    start = 0
    with connections["owner"].cursor() as cursor:
        while True:
            cursor.execute(query, [start, start + _AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            for act, on, verdict, facts in rows:
                yield StoredCase(act, on, verdict, _read(facts))
            start += _AT_ONCE


def _read(facts: str) -> tuple[StatedFact, ...]:
    # Django leaves parsing JSON to whoever reads it.
    return tuple(StatedFact(fact["code"], fact["value"], fact["source"]) for fact in json.loads(facts))

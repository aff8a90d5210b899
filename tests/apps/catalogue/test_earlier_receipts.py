"""Receipts of an earlier data set replay to the byte: `earlier_receipts.json.gz` was written by an earlier release.

It holds the documents of that release and 408 receipts: 24 of every act, over statuses, days and half-told stories.
"""

import gzip
import json
from datetime import date
from pathlib import Path

from netral.apps.catalogue.dataset import build_catalogue, version_of
from netral.apps.catalogue.judging.judge import rejudge
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.engines.rules.receipt import canonical, facts_of

KEPT = Path(__file__).with_name("earlier_receipts.json.gz")


def test_every_receipt_of_an_earlier_release_replays_to_the_byte() -> None:
    kept = json.loads(gzip.decompress(KEPT.read_bytes()))
    rulebook = Rulebook(build_catalogue(kept["documents"]))
    assert len(kept["receipts"]) == 408
    for written in kept["receipts"]:
        receipt = json.loads(written)
        assert receipt["ruleset"] == version_of(kept["documents"])
        on, declined = date.fromisoformat(receipt["on"]), frozenset(receipt["declined"])
        again = rejudge(rulebook, receipt["act"], facts_of(receipt), on, declined)
        assert canonical(again.receipt()).decode() == written

"""Who did what, and whether it was done at all: sentences in six voices, each with what may be said at once."""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from netral.apps.guidance.selfcheck.domain import CheckState
from netral.engines.rules.evaluation import Verdict
from netral.portal.shipped_check import ShippedCourt, check_with, hear

CAMPAIGN = date(2024, 10, 10)
COURT = ShippedCourt()
# Of sentences that state a deed plainly so many are read as such; all others are asked about.
LEAST_READ = 0.5


@dataclass(frozen=True)
class Row:
    """A sentence about an act, and whether its words state a deed that breaks a rule."""

    voice: str
    aspect: str
    act: str
    text: str
    is_deed: bool


@cache
def rows() -> tuple[Row, ...]:
    with (Path(__file__).parent / "readings.tsv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Row(row["voice"], row["aspect"], row["act"], row["text"], row["first"] == "melanggar") for row in table
        )


@cache
def at_once(row: Row) -> Verdict:
    return check_with(
        CheckState(row.text, row.act, CAMPAIGN), hear(row.text, CAMPAIGN), COURT, CAMPAIGN
    ).judgement.verdict


def test_the_table_is_as_wide_as_it_is_meant_to_be() -> None:
    assert len(rows()) >= 300
    assert len({row.voice for row in rows()}) == 6
    assert {row.aspect for row in rows()} == {"deed", "polarity", "agent", "direction", "mention", "presumed"}


@pytest.mark.parametrize("aspect", ["polarity", "agent", "direction", "mention", "presumed"])
def test_nobody_is_accused_by_a_deed_that_is_not_told_of_her(aspect: str) -> None:
    accused = [row.text for row in rows() if row.aspect == aspect and at_once(row) is Verdict.VIOLATION]
    assert accused == []


def test_plain_deeds_are_seen_at_once() -> None:
    seen = Counter(at_once(row) is Verdict.VIOLATION for row in rows() if row.is_deed)
    assert seen[True] >= LEAST_READ * seen.total()


def test_nobody_is_cleared_at_once() -> None:
    assert [row.text for row in rows() if at_once(row) is Verdict.CLEAR] == []

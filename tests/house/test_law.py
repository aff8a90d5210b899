"""Every row of law says where it was read, from when to when it holds, and how far it is verified."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.sources import PACKAGE, named

# These hold no law: our own choices, names for made-up people, and the register of sources itself.
NOT_LAW = {
    "roles.yaml",
    "purposes.yaml",
    "fiction.yaml",
    "provenance.yaml",
    "sources.yaml",
    "conflicts.yaml",
    "acts.yaml",
    "advice.yaml",
    "facts.yaml",
    "quiz.yaml",
    "attendance.yaml",
    "cues.yaml",
    "days.yaml",
    "deeds.yaml",
    "others.yaml",
    "people.yaml",
    "plain.yaml",
    "meanings.yaml",
    "slang.yaml",
    "partisan.yaml",
    "heads.yaml",
    "worksheet.yaml",
    "rubric.yaml",
}
STATUSES = {"official", "secondary", "developer", "unverified"}
FILES = [path for path in sorted(PACKAGE.rglob("data/*.yaml")) if path.name not in NOT_LAW]


def rows(content: Any) -> Iterator[dict[str, Any]]:
    """Find every mapping that calls itself verified or not, however deep it lies."""
    if isinstance(content, dict):
        if "verification" in content:
            yield content
        for inner in content.values():
            yield from rows(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from rows(inner)


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_of_law_has_rows_with_a_known_status(path: Path) -> None:
    found = list(rows(loaded(path)))
    assert found, f"{path.name} holds no row with a verification status"
    assert {row["verification"] for row in found} <= STATUSES


@pytest.mark.parametrize("path", FILES, ids=named)
def test_rows_name_their_source_and_their_dates(path: Path) -> None:
    for row in rows(loaded(path)):
        # A claim inside a norm (its basis, its sanction) takes dates and reference from the norm around it.
        if "reference" in row:
            assert str(row["reference"]).strip(), row
        dates = [row.get("valid_from"), row.get("valid_to")]
        assert all(each is None or isinstance(each, date) for each in dates), row


def test_every_norm_term_and_condition_is_dated_and_sourced() -> None:
    catalogue = PACKAGE / "apps" / "catalogue" / "data"
    for name in ("norms.yaml", "deadlines.yaml", "procedure.yaml", "sanctions.yaml", "provisions.yaml"):
        content = loaded(catalogue / name)
        for row in content if isinstance(content, list) else [each for part in content.values() for each in part]:
            missing = {"valid_from", "reference", "verification"} - set(row)
            assert missing == set(), f"{name}: {row}"

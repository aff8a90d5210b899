"""The papers say what is so: every dependency has its line, every decision its three parts."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import PROJECT, named

RECORDS = sorted((PROJECT / "docs" / "adr").glob("[0-9]*.md"))


def declared() -> set[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[\[<>=~! ]", each)[0] for each in wanted}


def test_every_dependency_says_what_it_is_for() -> None:
    text = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = {
        name.strip() for line in text.splitlines() if line.startswith("| ") for name in line.split("|")[1].split(",")
    }
    assert declared() - explained == set()


@pytest.mark.parametrize("path", RECORDS, ids=named)
def test_a_decision_record_is_short_and_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert [part for part in ("**Context.**", "**Decision.**", "**Consequence.**") if part not in text] == []
    assert len(text.splitlines()) <= 30

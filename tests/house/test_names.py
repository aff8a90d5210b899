"""Things are called by the names of the field, and the papers by the names that the code has."""

import re
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, PROJECT, named
from tools.counts import gerunds, modules, same_class_names

# A verb family of its own: what the plenary does.
VERBS = ["apps/cases/actions/deciding.py"]
READMES = sorted(PACKAGE.rglob("README.md"))
# A path in the papers is told from one of these places; APP is any app.
PLACES = (PROJECT, PROJECT / "docs", PACKAGE, PACKAGE / "foundation", PACKAGE / "apps")


def test_a_module_is_named_for_what_it_holds() -> None:
    assert gerunds(modules()) == VERBS


def test_a_class_name_stands_once_in_a_storey() -> None:
    frozen = (Path(__file__).parent / "class_names.txt").read_text(encoding="utf-8").splitlines()
    found = same_class_names(modules())
    assert sorted({*found} - {*frozen}) == [], "another class of the storey has this name: say what sets them apart"
    assert sorted({*frozen} - {*found}) == [], "no longer named twice: strike these from class_names.txt"


@pytest.mark.parametrize("paper", READMES, ids=named)
def test_a_readme_names_modules_that_are_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    tables = re.findall(r"^\| module \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    names = [
        name for table in tables for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])
    ]
    assert [
        name for name in names if not (paper.parent / name).is_dir() and not any(paper.parent.rglob(f"{name}.py"))
    ] == []


def test_the_map_of_the_house_names_places_that_are_there() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = re.findall(r"`((?:\w[\w.-]*/)+[\w.-]*)`", text)
    assert len(told) > 40
    assert [path for path in told if not _stands(path)] == []


def _stands(path: str) -> bool:
    if path.startswith("APP/"):
        return any((app / path.removeprefix("APP/")).exists() for app in (PACKAGE / "apps").iterdir())
    return any((place / path).exists() for place in PLACES)

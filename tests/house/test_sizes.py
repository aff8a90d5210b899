"""Small files, small functions, empty packages, and no drawer for things without a place."""

import ast
from pathlib import Path

from tests.house.sources import PACKAGE, PROJECT, functions, lines, modules, named

MOST_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 150
DRAWERS = {"utils", "util", "core", "common", "helpers", "helper", "lib", "misc", "base"}

CODE = [*modules(), *modules(PROJECT / "tests"), *modules(PROJECT / "tools")]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


def test_a_file_is_one_thing() -> None:
    assert _longer_than(MOST_LINES, CODE) == {}


def test_a_function_is_small() -> None:
    large = {
        f"{named(path)}:{node.name}": lines(node)
        for path in CODE
        for node in functions(path)
        if lines(node) > MOST_FUNCTION_LINES
    }
    assert large == {}


def test_a_template_is_one_page() -> None:
    assert _longer_than(MOST_TEMPLATE_LINES, TEMPLATES) == {}


def test_packages_hold_nothing_themselves() -> None:
    full = [path for path in modules() if path.name == "__init__.py" and path.read_text().strip()]
    assert [named(path) for path in full if path.parent.name != "models"] == []


def test_there_are_no_drawers() -> None:
    assert [named(path) for path in modules() if DRAWERS & {*path.relative_to(PACKAGE).parts, path.stem}] == []


def test_imports_stand_at_the_top() -> None:
    inside = [
        f"{named(path)}:{node.name}"
        for path in modules()
        for node in functions(path)
        if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ]
    assert inside == []


def test_nothing_is_ignored() -> None:
    marks = ("# no" + "qa", "# type: " + "ignore", "pragma: no " + "cover", "lint-imports: " + "ignore")
    assert [named(path) for path in CODE if any(mark in path.read_text(encoding="utf-8") for mark in marks)] == []


def _longer_than(most: int, paths: list[Path]) -> dict[str, int]:
    counted = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return {name: count for name, count in counted.items() if count > most}

"""Nothing stands in the product that nobody calls."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src" / "netral"
TEXTS = {".py", ".html", ".js", ".yaml", ".toml", ".service"}
# Django finds these by their place.
FOUND_BY_PLACE = ("apps.py", "management")


def words() -> Counter[str]:
    """Return how often each word stands in the product, its tests, its tools and its deployment."""
    counted: Counter[str] = Counter()
    for folder in ("src", "tests", "tools", "deploy"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXTS:
                counted.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return counted


def definitions() -> Iterator[tuple[str, str]]:
    """Yield each function and class that no decorator registers, with its module."""
    for path in SRC.rglob("*.py"):
        if "migrations" in path.parts or any(part in FOUND_BY_PLACE for part in path.parts):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
                yield node.name, path.relative_to(SRC).as_posix()


def test_every_function_and_class_is_used() -> None:
    used = words()
    assert [f"{module}: {name}" for name, module in definitions() if used[name] == 1] == []

"""Count what keeps a house readable: `python -m tools.counts` prints one JSON object for the whole of `src`.

A code line is one that is neither blank nor a comment. A copy is a run of six or more equal code lines that stands in
two places, imports and lone punctuation aside. A circle is a ring of modules that import each other.
"""

import ast
import json
import sys
from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

SRC = Path(__file__).parent.parent / "src" / "netral"
RUN = 6
# Nouns of the field that happen to end like a gerund.
NOUNS = frozenset(
    {
        "briefing", "building", "hearing", "keyring", "meeting", "recording", "ruling", "setting", "string", "training",
        "warning",
    }
)  # fmt: skip


def modules() -> list[Path]:
    """Return the modules of `src`, migrations aside."""
    return sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)


def code_lines(path: Path) -> list[str]:
    """Return the lines of a module that say something."""
    lines = (line.rstrip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.strip() and not line.strip().startswith("#")]


def import_lines(path: Path) -> int:
    """Return how many lines the imports of a module take."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in found)


def gerunds(paths: list[Path]) -> list[str]:
    """Return the modules whose last word ends like a gerund and is none of the nouns of the field."""
    return sorted(
        path.relative_to(SRC).as_posix()
        for path in paths
        if (word := path.stem.rpartition("_")[2]).endswith("ing") and word not in NOUNS
    )


def copies(paths: list[Path]) -> list[str]:
    """Return the pairs of places that share a run of equal lines, each pair of runs once."""
    places: dict[tuple[str, ...], list[tuple[Path, int]]] = defaultdict(list)
    for path in paths:
        lines = [line.strip() for line in code_lines(path) if _tells(line)]
        for start in range(len(lines) - RUN + 1):
            places[tuple(lines[start : start + RUN])].append((path, start))
    pairs = {
        (first, second, a - b)
        for found in places.values()
        for at, (first, a) in enumerate(found)
        for second, b in found[at + 1 :]
        if first != second
    }
    return sorted(f"{a.relative_to(SRC)} ~ {b.relative_to(SRC)}" for a, b, _ in pairs)


def circle() -> list[str]:
    """Return the first ring of modules that import each other; empty when there is none."""
    graph = grimp.build_graph("netral", exclude_type_checking_imports=False)
    order = TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})
    try:
        order.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def same_class_names(paths: list[Path]) -> list[str]:
    """Return the class names that stand more than once in one storey."""
    named: Counter[tuple[str, str]] = Counter()
    for path in paths:
        storey = path.relative_to(SRC).parts[0]
        nodes = ast.parse(path.read_text(encoding="utf-8")).body
        named.update((storey, node.name) for node in nodes if isinstance(node, ast.ClassDef))
    return sorted(f"{storey}: {name}" for (storey, name), times in named.items() if times > 1)


def _tells(line: str) -> bool:
    text = line.strip()
    return not text.startswith(("import ", "from ")) and any(letter.isalnum() for letter in text)


def counted() -> dict[str, object]:
    """Return every count, with the lists behind those that should be short."""
    paths = modules()
    lines = sum(len(code_lines(path)) for path in paths)
    raw = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    imports = sum(import_lines(path) for path in paths)
    return {
        "modules": len(paths),
        "lines": raw,
        "code_lines": lines,
        "import_share": round(imports / raw, 4),
        "gerunds": gerunds(paths),
        "copies": copies(paths),
        "circle": circle(),
        "same_class_names": same_class_names(paths),
    }


if __name__ == "__main__":
    found = counted()
    if "--lists" not in sys.argv:
        found = {name: len(value) if isinstance(value, list) else value for name, value in found.items()}
    sys.stdout.write(json.dumps(found, indent=2) + "\n")

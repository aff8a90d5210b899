"""The files of the house, for the tests that hold its rules."""

import ast
from pathlib import Path

import netral

PACKAGE = Path(netral.__file__).parent
PROJECT = PACKAGE.parents[1]


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Return every Python module of a folder that somebody wrote by hand."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function of a module, methods and inner ones too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, its docstring not counted."""
    first = node.body[0]
    if ast.get_docstring(node) and len(node.body) > 1:
        return (node.end_lineno or 0) - node.body[1].lineno + 2
    return (node.end_lineno or 0) - min(first.lineno, node.lineno) + 1


def named(path: Path) -> str:
    """Return a file's name from the project's root."""
    return str(path.relative_to(PROJECT))

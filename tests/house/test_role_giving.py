"""The installation gives roles from its commands alone: nothing that a page can reach gives one in its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import PACKAGE, modules, named

# What makes somebody a reader of anything.
GIVERS = {"create_account", "grant_role", "give_for_term", "invite", "approve_role", "_give"}
COMMANDS = {"cli", "demo", "bench"}


def of_the_site() -> list[Path]:
    """Return the modules that pages can reach: imports go down, so none of the commands."""
    return [path for path in modules() if path.relative_to(PACKAGE).parts[0] not in COMMANDS]


def words_of(path: Path) -> Iterator[str]:
    """Return the names a module uses, imports under another name too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (each.name for each in node.names)


def acts_as_installation(path: Path) -> bool:
    return "SYSTEM" in set(words_of(path)) or any(_is_system(call) for call in _calls(path))


def gives(path: Path) -> bool:
    return not GIVERS.isdisjoint(words_of(path))


def test_no_view_acts_as_the_installation() -> None:
    views = [path for path in of_the_site() if "views" in path.parts or path.stem == "views"]
    assert len(views) > 40
    assert [named(path) for path in views if acts_as_installation(path)] == []


def test_no_module_of_the_site_gives_roles_in_the_name_of_the_installation() -> None:
    giving = [path for path in of_the_site() if gives(path)]
    assert PACKAGE / "foundation/accounts/views/staff.py" in giving
    assert [named(path) for path in giving if acts_as_installation(path)] == []


def test_the_commands_that_do_are_known() -> None:
    site = set(of_the_site())
    commands = [path for path in modules() if path not in site]
    both = {str(path.relative_to(PACKAGE)) for path in commands if gives(path) and acts_as_installation(path)}
    assert both == {"bench/supervisors.py", "cli/accounts.py", "demo/cast/people.py"}


def _calls(path: Path) -> Iterator[ast.Call]:
    # The one place that says who the installation is.
    if path == PACKAGE / "foundation/ledger/actors.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _is_system(call: ast.Call) -> bool:
    values = [*call.args, *(each.value for each in call.keywords)]
    called = call.func.id if isinstance(call.func, ast.Name) else ""
    return called == "Actor" and any(isinstance(each, ast.Constant) and each.value == "system" for each in values)

"""Every way to write is an action, named, keyword-only, and told who does it."""

import importlib
import inspect
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest

from netral.foundation.ledger.recording import ACTIONS
from tests.house.sources import PACKAGE, modules


def action_modules() -> Iterator[ModuleType]:
    for path in modules():
        if path.stem == "actions" or path.parent.name == "actions":
            yield importlib.import_module(".".join(("netral", *path.relative_to(PACKAGE).with_suffix("").parts)))


def public_functions(module: ModuleType) -> list[tuple[str, FunctionType]]:
    return [
        (name, function)
        for name, function in vars(module).items()
        if inspect.isfunction(function) and not name.startswith("_") and function.__module__ == module.__name__
    ]


@pytest.mark.parametrize("module", list(action_modules()), ids=lambda module: module.__name__)
def test_every_public_function_is_an_action(module: ModuleType) -> None:
    assert [name for name, function in public_functions(module) if function not in ACTIONS] == []


@pytest.mark.parametrize("module", list(action_modules()), ids=lambda module: module.__name__)
def test_actions_take_keywords_and_who_does_it_last(module: ModuleType) -> None:
    for name, function in public_functions(module):
        parameters = list(inspect.signature(function).parameters.values())
        assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in parameters), name
        assert parameters[-1].name == "by", name

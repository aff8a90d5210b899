"""Scenarios: short stories with the verdict they have to get, which prove the rules and teach them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ConfigDict, TypeAdapter, ValidationError

from netral.engines.rules.evaluation import Verdict
from netral.engines.yaml_reader import read_yaml


class ScenarioError(ValueError):
    """A file of scenarios that cannot be read; the message names file, row and field."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What somebody did, the facts in it, and the verdict with its reason in plain Indonesian.

    Facts that are left out are unknown: such a scenario shows what an unknown fact may not decide.
    """

    id: str
    act: str
    story: str
    facts: Mapping[str, str]
    on: date
    expected: Verdict
    explanation: str


@cache
def shipped_scenarios() -> tuple[Scenario, ...]:
    """The scenarios that come with the programme, by act. Raises ScenarioError."""
    folder = files("netral.apps.catalogue") / "data" / "scenarios"
    return tuple(scenario for file in sorted(folder.iterdir(), key=lambda file: file.name) for scenario in _read(file))


def _read(file: Traversable) -> tuple[Scenario, ...]:
    act = file.name.removesuffix(".yaml")
    adapter = TypeAdapter(tuple[Scenario, ...], config=ConfigDict(extra="forbid"))
    rows = read_yaml(file.read_text(encoding="utf-8"))
    try:
        # `on` would be read as a truth value by YAML 1.1, so that the files say `date`.
        return adapter.validate_python([{"act": act, "on": row.pop("date", None), **row} for row in rows])
    except ValidationError as error:
        faults = (f"{file.name}, {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ScenarioError("\n".join(faults)) from error

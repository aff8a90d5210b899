"""The dated parameters of what is published."""

import functools
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from netral.engines.rules.dated import NotInForceError, Verification, holds
from netral.engines.yaml_reader import read_yaml

LEAST_PERSONS = "least_persons"


@dataclass(frozen=True)
class Parameter:
    """One number that is in force for a time, with where it comes from."""

    code: str
    value: int
    reference: str
    valid_from: date
    valid_to: date | None
    verification: Verification


@functools.cache
def parameters() -> tuple[Parameter, ...]:
    """Return every parameter of the data file."""
    content: Any = read_yaml((files("netral.apps.openness") / "data" / "disclosure.yaml").read_text("utf-8"))
    return TypeAdapter(tuple[Parameter, ...], config=ConfigDict(extra="forbid")).validate_python(content)


def parameter(code: str, on: date) -> Parameter:
    """Return a parameter as it is on a day.

    Raises:
        NotInForceError: none with this code is in force.
    """
    found = next((row for row in parameters() if row.code == code and holds(row, on)), None)
    if found is None:
        raise NotInForceError(code, on)
    return found

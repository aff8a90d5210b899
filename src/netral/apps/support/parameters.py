"""The law on support, read once from data/*.yaml."""

from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.support.domain.honoraria import MonthRule, PartMonth, Rate
from netral.engines.rules.dated import Provenance, Verification
from netral.engines.yaml_reader import read_yaml


@cache
def honorarium_rates() -> tuple[Rate, ...]:
    """Return what posts are paid for a month where an institution entered nothing of its own."""
    return tuple(
        Rate(
            post=row["post"],
            monthly=row["monthly"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("honoraria.yaml")
    )


@cache
def month_rules() -> tuple[MonthRule, ...]:
    """Return how a month that was not served wholly is paid, and when what is owed is late."""
    return tuple(
        MonthRule(
            manner=PartMonth(row["manner"]),
            due_day=row["due_day"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("part_months.yaml")
    )


def provenance_of(row: dict[str, Any]) -> Provenance:
    """Return where a row of law comes from."""
    return Provenance(row["reference"], Verification(row["verification"]), row.get("note", ""))


def read(name: str) -> Any:
    """Return one file of data/."""
    return read_yaml((files("netral.apps.support") / "data" / name).read_text(encoding="utf-8"))

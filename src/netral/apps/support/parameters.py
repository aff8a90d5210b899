"""The law on support, read once from data/*.yaml."""

from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from netral.apps.support.domain.honoraria import MonthRule, PartMonth, Rate
from netral.apps.support.domain.incumbents import IncumbencyRule
from netral.apps.support.domain.instalments import CountsFrom, InstalmentRule
from netral.engines.rules.dated import Provenance, Verification
from netral.engines.yaml_reader import read_yaml


@cache
def instalment_rules() -> tuple[InstalmentRule, ...]:
    """Return in which steps a grant is paid, and when its remainder goes back."""
    return tuple(
        InstalmentRule(
            scheme=row["scheme"],
            code=row["code"],
            position=row["position"],
            share=None if row["share"] is None else Decimal(str(row["share"])),
            counts_from=CountsFrom(row["counts_from"]),
            length=row["length"],
            unit=row["unit"],
            title=row["title"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("instalments.yaml")
    )


@cache
def incumbency_rules() -> tuple[IncumbencyRule, ...]:
    """Return from when support by a government whose head is a candidate is flagged."""
    return tuple(
        IncumbencyRule(
            code=row["code"],
            election=row["election"],
            flagged_from=row["flagged_from"],
            flagged_until=row["flagged_until"],
            title=row["title"],
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            provenance=provenance_of(row),
        )
        for row in read("incumbency.yaml")
    )


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

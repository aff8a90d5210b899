"""The dated basis of lending each kind of facility, read once from data/facility_basis.yaml."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from netral.engines.rules.dated import Verification, in_force
from netral.engines.yaml_reader import read_yaml


@dataclass(frozen=True)
class FacilityBasis:
    """A row of law on what a government is to help supervisors with, for some kinds of facilities."""

    code: str
    kinds: tuple[str, ...]
    title: str
    reference: str
    verification: Verification
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    published_at: None = None

    @property
    def key(self) -> str:
        """The code, shared by all dated editions of the row."""
        return self.code


def basis_of(ware: str, on: date) -> FacilityBasis | None:
    """Return what lending a kind of facility rests on that day; None where no row was in force."""
    return next((row for row in in_force(_rows(), on) if ware in row.kinds), None)


@cache
def _rows() -> tuple[FacilityBasis, ...]:
    text = (files(__package__) / "data" / "facility_basis.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = read_yaml(text)
    return tuple(
        FacilityBasis(**{**row, "kinds": tuple(row["kinds"]), "verification": Verification(row["verification"])})
        for row in rows
    )

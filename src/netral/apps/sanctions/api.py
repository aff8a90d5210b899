"""The front door of sanctions: totals, the follow-up of each appointing official, and the news to subscribe to."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from netral.apps.sanctions import queries
from netral.apps.sanctions.events import SANCTION_CARRIED_OUT, SANCTION_DECIDED, SANCTION_RECOMMENDED
from netral.apps.sanctions.work import work_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now

__all__ = [
    "SANCTION_CARRIED_OUT",
    "SANCTION_DECIDED",
    "SANCTION_RECOMMENDED",
    "FollowUp",
    "StageCount",
    "counts",
    "counts_by_regency",
    "follow_up",
    "work_of",
]


@dataclass(frozen=True)
class StageCount:
    """One stage with its cases and, counted apart, its persons."""

    code: str
    label: str
    cases: int
    persons: int


@dataclass(frozen=True)
class FollowUp:
    """How far one appointing official got with the recommendations on her civil servants, in persons."""

    ppk: str
    region: str
    recommended: int
    acknowledged: int
    proceeding: int
    decided: int
    carried_out: int
    closed: int
    oldest_open_days: int | None


def counts(region_code: str = "") -> tuple[StageCount, ...]:
    """Return the public totals of each stage in a region and those inside it; empty means the whole country."""
    with elevated("public totals, which name nobody"):
        found = queries.stage_counts(region_code)
    labels = _labels()
    return tuple(StageCount(code, labels[code], *numbers) for code, numbers in found.items())


def counts_by_regency() -> dict[str, dict[str, tuple[int, int]]]:
    """Return the public totals of every regency: of each stage its cases and, counted apart, its persons."""
    with elevated("public totals, which name nobody"):
        return queries.stage_counts_by_regency()


def follow_up(region_code: str = "") -> tuple[FollowUp, ...]:
    """Return the follow-up of every appointing official in a region; totals that name no civil servant."""
    with elevated("totals of offices, which name no civil servant"):
        rows = queries.follow_up(region_code)
    return tuple(_follow_up(row) for row in rows)


def _follow_up(row: dict[str, Any]) -> FollowUp:
    oldest = row["oldest"]
    return FollowUp(
        ppk=row["ppk__name"],
        region=row["ppk__region__name"],
        **{code: row[code] for code in queries.STAGES},
        oldest_open_days=(now() - oldest).days if oldest else None,
    )


def _labels() -> dict[str, str]:
    return {
        "recommended": _("Direkomendasikan"),
        "acknowledged": _("Diterima PPK"),
        "proceeding": _("Diperiksa"),
        "decided": _("Sanksi diputus"),
        "carried_out": _("Sanksi dijalankan"),
        "closed": _("Ditutup tanpa sanksi"),
    }

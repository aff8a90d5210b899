"""How many reports may become cases by themselves within a short time; what comes beyond waits for a person."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class ArrivalLimits:
    """How many reports arrive unheld within a window: at one institution, and at all of them together."""

    window: timedelta
    institution: int
    overall: int


@dataclass(frozen=True)
class Arrivals:
    """How many reports arrived within the window before this one, held ones included."""

    institution: int
    overall: int


def admits(recent: Arrivals, limits: ArrivalLimits) -> bool:
    """Say whether the next report goes on by itself; held ones count, so a flood opens no case while it lasts."""
    return recent.institution < limits.institution and recent.overall < limits.overall

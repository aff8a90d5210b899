"""How long a seal can be checked: the baseline levels of PAdES (ETSI EN 319 142-1)."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What a seal carries besides the signature itself."""

    BASIC = "B-B"
    TIMED = "B-T"
    LONG_TERM = "B-LT"
    ARCHIVAL = "B-LTA"

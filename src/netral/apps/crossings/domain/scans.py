"""What a port officer's phone saw: the answer it gave, and double uses found when the scans of several phones meet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

INSPECT = "crossings.inspect"


class Answer(StrEnum):
    """What the phone told the officer of a pass."""

    BOARD = "board"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    OTHER_CROSSING = "other_crossing"
    OTHER_DEPARTURE = "other_departure"
    QUOTA_USED = "quota_used"
    ALREADY_USED = "already_used"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"
    DAMAGED = "damaged"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Use:
    """One scan at which somebody was let on board: of which pass, from which departure, by which phone, when."""

    scan: object
    number: str
    departure: object
    phone: object
    at: datetime


def double_uses(uses: Iterable[Use]) -> list[tuple[Use, ...]]:
    """Return the groups of scans by which one pass boarded twice on one departure, each in the order of time.

    The same phone refuses the second by itself; two phones without network cannot, so it is found here.
    """
    groups: dict[tuple[str, object], list[Use]] = defaultdict(list)
    for use in uses:
        groups[use.number, use.departure].append(use)
    return [tuple(sorted(group, key=lambda use: use.at)) for group in groups.values() if len(group) > 1]

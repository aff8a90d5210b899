"""The code by which a supervisor confirms that a phone number is hers."""

import hmac
from datetime import datetime, timedelta

VALID = timedelta(hours=24)
MOST_TRIES = 5
DIGITS = 6


def still_open(until: datetime | None, tries: int, moment: datetime) -> bool:
    """Say whether a code may still be tried."""
    return until is not None and moment <= until and tries < MOST_TRIES


def matches(digest: str, kept: str) -> bool:
    """Say whether a typed code is the one that was made."""
    return bool(kept) and hmac.compare_digest(digest, kept)

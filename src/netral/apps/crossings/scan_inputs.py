"""What a port officer's phone sends of its scans, read with care."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from netral.apps.crossings.domain.scans import Answer
from netral.foundation.phones.door import BadRequest, device_moment

MOST_SCANS = 500
_LONGEST_NUMBER = 40


@dataclass(frozen=True)
class SentScan:
    """One scan as a phone tells it; `at` is by its own clock."""

    ident: UUID
    number: str
    departure: UUID | None
    answer: Answer
    boarded: bool
    at: datetime


def read_scans(rows: Any) -> list[SentScan]:
    """Return the scans of a batch.

    Raises:
        BadRequest: the batch is of another shape than the app sends, or too large.
    """
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_SCANS:
        raise BadRequest(_("Kiriman ini tidak terbaca. Muat ulang aplikasinya, lalu coba lagi."))
    try:
        return [_scan(row) for row in rows]
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise BadRequest(_("Kiriman ini tidak terbaca. Muat ulang aplikasinya, lalu coba lagi.")) from error


def _scan(row: Any) -> SentScan:
    at = device_moment(row["at"])
    departure = UUID(row["departure"]) if row.get("departure") else None
    number, boarded = str(row.get("number") or ""), row["boarded"] is True
    if at is None or len(number) > _LONGEST_NUMBER or (boarded and (departure is None or not number)):
        raise ValueError("a scan of another shape")
    return SentScan(UUID(row["ident"]), number, departure, Answer(row["answer"]), boarded, at)

"""What the ledger tells of a loan, a request or a meeting."""

from typing import Any
from zoneinfo import ZoneInfo

from netral.apps.support.models import Loan, Meeting, SupportRequest
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event


def timeline(row: Loan | SupportRequest | Meeting, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return the events recorded about a row, the newest first."""
    events = Event.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk))
    return [
        {
            "at": event.at,
            "title": KINDS.label(event.kind),
            "by": event.actor_label,
            "text": str(event.data.get("words", "")),
            "zone": zone.key,
        }
        for event in events.order_by("-at", "-id")
    ]

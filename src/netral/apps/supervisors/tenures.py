"""The days an area is held, kept in step with its postings by the actions that move them."""

from datetime import date, timedelta

from django.db.models import QuerySet

from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.models import Posting, Tenure
from netral.apps.supervisors.queries.departures import covers_held
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now


def end_covers(covers: QuerySet[Posting], last_day: date, cause: EndCause) -> int:
    """End those of some covers that still count, and return how many; one that has not begun holds no day."""
    with elevated("a neighbour may answer to another panel"):
        active = list(covers.filter(state=PostingState.ACTIVE).select_for_update(of=("self",)))
        for cover in active:
            begun = cover.starts_on <= last_day
            cover.ended_on = min(last_day, cover.ends_on) if begun else cover.starts_on - timedelta(1)
            cover.state, cover.end_cause = PostingState.ENDED, cause if begun else EndCause.WITHDRAWN
            cover.save()
            keep_tenure(cover)
    return len(active)


def end_with(posting: Posting, last_day: date, cause: EndCause) -> dict[str, int]:
    """End what cannot outlast a posting, and return how much of each ended: her leave, who covers, whom she covers."""
    leave = list(posting.absences.filter(returned_on=None, withdrawn_at=None, ends_on__gt=last_day))
    for each in leave:
        if each.starts_on > last_day:
            each.withdrawn_at = now()
        else:
            each.ends_on = last_day
        each.save()
    return {
        "leave": len(leave),
        "covers": end_covers(posting.coverings.filter(ends_on__gt=last_day), last_day, EndCause.TERM),
        "covered": end_covers(covers_held(posting, last_day), last_day, cause),
    }


def keep_tenure(row: Posting) -> None:
    """Write down from when to when a posting holds its area; inside an action."""
    Tenure.objects.update_or_create(
        posting=row,
        defaults={
            "post": row.post,
            "region": row.region,
            "first": row.starts_on,
            "last": row.last_day,
            "is_cover": row.covers_id is not None,
        },
    )

"""The days an area is held, kept in step with its postings by the actions that move them."""

from datetime import date

from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.models import Posting, Tenure
from netral.foundation.institutions.scopes import elevated


def end_coverings(posting: Posting, last_day: date) -> None:
    """Let nobody look after an area longer than its posting lasts, or after it was taken back."""
    with elevated("a neighbour may answer to another panel"):
        for cover in posting.coverings.filter(state=PostingState.ACTIVE):
            cover.ended_on = min(max(last_day, cover.starts_on), cover.ends_on)
            cover.state, cover.end_cause = PostingState.ENDED, EndCause.TERM
            cover.save()
            keep_tenure(cover)


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

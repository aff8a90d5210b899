"""What ended together with a posting that ended early, and whose area nobody looks after since."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.models import Absence, Posting
from netral.foundation.accounts.queries import current_day


@dataclass(frozen=True)
class Departure:
    """Leave that never began, leave cut short, who stopped covering for her, and whom nobody covers any more."""

    withdrawn: tuple[Absence, ...] = ()
    cut: tuple[Absence, ...] = ()
    covers: tuple[Posting, ...] = ()
    uncovered: tuple[Posting, ...] = ()


def departure_of(posting: Posting) -> Departure:
    """Return what ended with a posting, as far as the reader may see it; nothing while she serves to her last day."""
    day = posting.ended_on
    if day is None or posting.end_cause in (EndCause.TERM, EndCause.WITHDRAWN):
        return Departure()
    ended_with_it = Q(ends_on__gt=day) & (Q(ended_on=day) | Q(end_cause=EndCause.WITHDRAWN, starts_on__gt=day))
    leave = posting.absences.order_by("starts_on")
    held = Posting.objects.filter(pk=posting.pk) if posting.covers_id else covers_held(posting, day)
    return Departure(
        withdrawn=tuple(leave.exclude(withdrawn_at=None)),
        cut=tuple(leave.filter(withdrawn_at=None, returned_on=None, ends_on=day)),
        covers=tuple(posting.coverings.filter(ended_with_it).select_related("supervisor")),
        uncovered=tuple(_uncovered(held.filter(ended_with_it), day)),
    )


def covers_held(posting: Posting, last_day: date) -> QuerySet[Posting]:
    """Return the areas of others that the holder of a posting was to look after beyond a day of its term."""
    if posting.covers_id:
        return Posting.objects.none()
    hers = Posting.objects.filter(supervisor=posting.supervisor_id, covers__isnull=False)
    return hers.filter(starts_on__lte=posting.ends_on, ends_on__gt=last_day)


def _uncovered(held: QuerySet[Posting], day: date) -> QuerySet[Posting]:
    """Return the postings whose leave goes on after a day, and which nobody covers in place of one who left."""
    until = max(day + timedelta(1), current_day())
    during = Q(covers=OuterRef("posting"), starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on"))
    others = Posting.objects.filter(during, state=PostingState.ACTIVE)
    leave = Absence.objects.filter(returned_on=None, withdrawn_at=None, ends_on__gte=until)
    left = leave.filter(Exists(held.filter(during)), ~Exists(others), posting__state=PostingState.ACTIVE)
    rows = Posting.objects.filter(pk__in=left.values("posting"))
    return rows.select_related("supervisor", "region", "polling_station")

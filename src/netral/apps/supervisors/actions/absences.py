"""Leave of a supervisor, the neighbour who looks after her area meanwhile, and her return."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from netral.apps.supervisors.actions.postings import POSTINGS, post_supervisor
from netral.apps.supervisors.domain import postings as domain
from netral.apps.supervisors.domain.postings import EndCause, PostingState, PostingVerb
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.events import SUPERVISOR_COVERED, SUPERVISOR_ON_LEAVE, SUPERVISOR_RETURNED
from netral.apps.supervisors.inputs import PostingTerm, particulars_of
from netral.apps.supervisors.models import Absence, Posting
from netral.apps.supervisors.tenures import end_covers
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@dataclass(frozen=True, kw_only=True)
class LeaveInput:
    """From which day to which somebody is away, why, and whose supervisor covers for her."""

    starts_on: date
    ends_on: date
    reason: str
    cover: Posting | None = None


@action
def grant_leave(*, posting: Posting, leave: LeaveInput, by: Actor) -> Absence:
    """Record a leave; a neighbour who covers is posted to the area for its days.

    Days within a leave that is recorded already only get the neighbour, where nobody covers on them.

    Raises:
        StepRefused: the posting is over, the days are not in its term or overlap another leave, or the neighbour
            does not serve on all of them.
    """
    row = POSTINGS.begin(posting, PostingVerb.GRANT_LEAVE, by).subject
    domain.check_leave(leave.starts_on, leave.ends_on, (row.starts_on, row.last_day))
    if (running := _leave_on(row, leave).first()) is not None:
        return _cover_rest(row, running, leave, by)
    _require_covers_nobody(row, leave)
    absence: Absence = Absence.objects.create(
        scopes=row.scopes, posting=row, starts_on=leave.starts_on, ends_on=leave.ends_on, reason=leave.reason
    )
    if leave.cover is not None:
        _cover(row, leave, leave.cover, by)
    days = {"from": leave.starts_on, "until": leave.ends_on}
    facts = {**days, "covered": leave.cover is not None, "reason": leave.reason}
    record(SUPERVISOR_ON_LEAVE, subject=row, by=by, data=facts)
    return absence


@action
def record_return(*, posting: Posting, returned_on: date, by: Actor) -> Absence:
    """Record that a supervisor came back; who covered for her stops the day before.

    Raises:
        StepRefused: she is not on leave on that day.
    """
    row = POSTINGS.begin(posting, PostingVerb.RETURN, by).subject
    absence = row.absences.filter(returned_on=None, starts_on__lte=returned_on, ends_on__gte=returned_on).first()
    if absence is None:
        raise StepRefused(_("Pada tanggal itu tidak ada cuti yang berjalan. Periksa tanggal kembalinya."))
    absence.returned_on = returned_on
    absence.save()
    during = row.coverings.filter(starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on)
    end_covers(during, returned_on - timedelta(1), EndCause.TERM)
    record(SUPERVISOR_RETURNED, subject=row, by=by, data={"on": returned_on})
    return absence


def _leave_on(row: Posting, leave: LeaveInput) -> QuerySet[Absence]:
    standing = row.absences.filter(returned_on=None, withdrawn_at=None)
    return standing.filter(starts_on__lte=leave.ends_on, ends_on__gte=leave.starts_on)


def _covers_on(rows: QuerySet[Posting], leave: LeaveInput) -> QuerySet[Posting]:
    during = rows.filter(starts_on__lte=leave.ends_on, ends_on__gte=leave.starts_on)
    return during.filter(state=PostingState.ACTIVE, covers__isnull=False)


def _cover_rest(row: Posting, running: Absence, leave: LeaveInput, by: Actor) -> Absence:
    """Let another look after an area for the rest of a leave, where who covered fell away."""
    within = running.starts_on <= leave.starts_on and leave.ends_on <= running.ends_on
    if leave.cover is None or not within:
        raise StepRefused(
            _(
                "Pada hari-hari itu sudah ada cuti. Pilih tanggal lain, atau catat dulu kembalinya. Untuk penjaga "
                "lain, isi hari-hari di dalam cuti itu dan pilih siapa yang menjaga."
            )
        )
    with elevated("a neighbour may answer to another panel"):
        if _covers_on(row.coverings.all(), leave).exists():
            raise StepRefused(
                _("Pada hari-hari itu sudah ada cuti, dan wilayahnya sudah dijaga. Pilih hari yang belum dijaga.")
            )
    _cover(row, leave, leave.cover, by)
    days = {"from": leave.starts_on, "until": leave.ends_on}
    record(SUPERVISOR_COVERED, subject=row, by=by, data={**days, "reason": leave.reason})
    return running


def _require_covers_nobody(row: Posting, leave: LeaveInput) -> None:
    with elevated("a neighbour may answer to another panel"):
        covers = _covers_on(Posting.objects.filter(supervisor=row.supervisor_id), leave)
        if (held := covers.select_related("region").first()) is not None:
            raise StepRefused(
                _(
                    "Pada hari-hari itu ia menjaga %(area)s selama cuti orang lain. Pilih tanggal lain, atau akhiri "
                    "dulu penjagaannya di halaman penjagaan itu."
                ),
                area=held.region.name,
            )


def _cover(row: Posting, leave: LeaveInput, neighbour: Posting, by: Actor) -> None:
    if neighbour.pk == row.pk or not (neighbour.in_office(leave.starts_on) and neighbour.in_office(leave.ends_on)):
        raise StepRefused(
            _("Tetangga itu tidak bertugas sepanjang cuti ini. Pilih tetangga lain, atau tanpa pengganti.")
        )
    if _leave_on(neighbour, leave).exists():
        raise StepRefused(_("Tetangga itu sendiri cuti pada hari-hari itu. Pilih tetangga lain, atau tanpa pengganti."))
    term = PostingTerm(
        election=row.election,
        post=Post(row.post),
        region=row.region,
        polling_station=row.polling_station,
        starts_on=leave.starts_on,
        ends_on=leave.ends_on,
        above=row.above,
        covers=row,
    )
    post_supervisor(who=particulars_of(neighbour.supervisor), term=term, by=by)

"""Posting a supervisor, and every way in which a posting ends."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext

from netral.apps.supervisors.actions.accounts import give_account
from netral.apps.supervisors.actions.supervisors import register_supervisor
from netral.apps.supervisors.domain import postings as domain
from netral.apps.supervisors.domain.postings import (
    DISMISSAL_TABLE,
    POSTING_TABLE,
    DismissalState,
    DismissalVerb,
    EndCause,
    PostingState,
    PostingVerb,
    SeatHolder,
)
from netral.apps.supervisors.domain.posts import Post, rule_of
from netral.apps.supervisors.events import SUPERVISOR_ENDED, SUPERVISOR_POSTED
from netral.apps.supervisors.inputs import Ending, Particulars, PostingTerm
from netral.apps.supervisors.links import CARD
from netral.apps.supervisors.models import Dismissal, Posting, Supervisor
from netral.apps.supervisors.parameters import post_rules
from netral.apps.supervisors.tenures import end_with, keep_tenure
from netral.engines.rules.dated import NotInForceError
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.actions import end_role
from netral.foundation.accounts.links import digest_of
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.paths import covers, path_of
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.formats import tanggal
from netral.foundation.workflow.steps import Step, Workflow, finish

SERIES = "posting"


def _applies(row: Posting, verb: PostingVerb, _by: Actor) -> None:
    day = today_in(row.region_id)
    ahead = row.absences.filter(returned_on=None, ends_on__gte=day)
    pending = row.dismissals.exclude(state=DismissalState.DECIDED)
    domain.check_applies(
        verb,
        is_over=row.state != PostingState.ACTIVE and not row.in_office(day),
        has_leave=ahead.exists(),
        is_accused=pending.exists(),
        is_cover=bool(row.covers_id),
    )


POSTINGS: Workflow[Posting, PostingState, PostingVerb] = Workflow(Posting, PostingState, POSTING_TABLE, _applies)
DISMISSALS: Workflow[Dismissal, DismissalState, DismissalVerb] = Workflow(Dismissal, DismissalState, DISMISSAL_TABLE)


@action
def post_supervisor(*, who: Particulars, term: PostingTerm, by: Actor) -> Posting:
    """Post a supervisor to an area for a term; with an e-mail she gets an account for these days.

    The row of the area is locked first, so two who post at once are told by turns who holds the seat.

    Raises:
        StepRefused: days, area or NIK are wrong, every seat is held, she serves elsewhere, or her account cannot be.
    """
    path = _checked_path(term, by)
    # Not FOR UPDATE: rows that only name the area may still be written meanwhile.
    Region.objects.select_for_update(no_key=True).get(pk=term.region.pk)
    supervisor = register_supervisor(who=who, path=path, by=by)
    with elevated("who holds the area, and where else she serves, counts whoever asks"):
        _require_seat(term)
        _require_free(supervisor, term)
    row = _posting(supervisor, term, path)
    membership = give_account(posting=row, by=by) if supervisor.email and term.covers is None else None
    office = supervisor_of(term.region.code, Tier.REGENCY)
    # A number is asked for last: others who post wait from here on.
    year = term.starts_on.year
    row.membership, row.number = membership, f"PGW/{office.region_id}/{year}/{next_in_year(SERIES, office, year):05d}"
    row.save()
    keep_tenure(row)
    facts = {"number": row.number, "post": row.post, "region": row.region_id, "account": membership is not None}
    record(SUPERVISOR_POSTED, subject=row, by=by, data={**facts, "from": row.starts_on, "until": row.ends_on})
    return row


@action
def replace_supervisor(*, posting: Posting, ending: Ending, who: Particulars, by: Actor) -> Posting:
    """End a posting and post another in her place, from the next day to the end of the term.

    Raises:
        StepRefused: the posting is over, the day is not in its term, or the other cannot be posted.
    """
    step = POSTINGS.begin(posting, PostingVerb.REPLACE, by)
    row = _ended(step, ending, EndCause.REPLACED)
    if ending.last_day >= row.ends_on:
        raise StepRefused(_("Tidak ada hari tersisa untuk pengganti. Pilih hari terakhir sebelum masa tugas habis."))
    return post_supervisor(
        who=who,
        term=PostingTerm(
            election=row.election,
            post=Post(row.post),
            region=row.region,
            polling_station=row.polling_station,
            starts_on=ending.last_day + timedelta(1),
            ends_on=row.ends_on,
            above=row.above,
        ),
        by=by,
    )


@action
def resign_supervisor(*, posting: Posting, ending: Ending, by: Actor) -> Posting:
    """Record that a supervisor resigned.

    Raises:
        StepRefused: the posting is over already, or the day is not in its term.
    """
    return _ended(POSTINGS.begin(posting, PostingVerb.RESIGN, by), ending, EndCause.RESIGNED)


@action
def dismiss_supervisor(*, posting: Posting, ending: Ending, by: Actor) -> Posting:
    """End a posting by the decision of a hearing; only the decision itself calls this.

    Raises:
        StepRefused: the posting is over already, or the day is not in its term.
    """
    return _ended(POSTINGS.begin(posting, PostingVerb.DISMISS, by), ending, EndCause.DISMISSED)


@action
def end_term(*, posting: Posting, by: Actor) -> Posting:
    """End a posting whose term is over; her role ended with that day by itself.

    Raises:
        StepRefused: the posting is over already.
    """
    row: Posting = Posting.objects.select_for_update(of=("self",)).get(pk=posting.pk)
    POSTING_TABLE.transition(PostingState(row.state), PostingVerb.RESIGN)
    row.state, row.end_cause, row.ended_on = PostingState.ENDED, EndCause.TERM, row.ends_on
    row.save()
    record(SUPERVISOR_ENDED, subject=row, by=by, data={"cause": row.end_cause, "last_day": row.ends_on})
    return row


def _checked_path(term: PostingTerm, by: Actor) -> str:
    """Return the path of an area, to whoever answers for it and for the term as it stands."""
    domain.check_term(term.starts_on, term.ends_on, term.election.polling_day)
    domain.check_area(term.post, term.region.tier, names_station=term.polling_station is not None)
    station = term.polling_station
    if station is not None and station.village_id != term.region.pk:
        raise StepRefused(_("TPS itu bukan di desa ini. Pilih TPS desa ini."))
    path = path_of("bawaslu", term.region.code)
    if by.kind == "staff" and not any(covers(own, path) for own in by.paths):
        raise StepRefused(_("Wilayah ini bukan wilayah lembaga Anda. Pilih wilayah di dalam wilayah Anda."))
    return path


def _require_seat(term: PostingTerm) -> None:
    if term.covers is not None:
        return
    there = Posting.objects.filter(
        region=term.region, post=term.post, polling_station=term.polling_station, covers=None
    ).select_related("supervisor")
    holders = [SeatHolder(each.supervisor.name, each.starts_on, each.last_day) for each in there]
    try:
        seats = rule_of(post_rules(), term.post, term.starts_on).seats
    except NotInForceError as error:
        words = _("Belum ada aturan tentang jabatan ini pada hari pertama bertugas. Periksa tanggalnya.")
        raise StepRefused(words) from error
    if full := domain.crowded(holders, seats, term.starts_on, term.ends_on):
        raise StepRefused(
            _(
                "%(area)s sudah terisi: %(holders)s. Akhiri atau ganti masa tugas itu dulu, atau pilih tanggal "
                "sesudahnya."
            ),
            area=term.region.name,
            holders=_told(full),
        )


def _require_free(supervisor: Supervisor, term: PostingTerm) -> None:
    if term.covers is not None:
        return
    busy = Posting.objects.filter(supervisor=supervisor, covers=None, starts_on__lte=term.ends_on)
    for each in busy.select_related("region", "polling_station"):
        if each.last_day >= term.starts_on:
            raise StepRefused(
                _(
                    "%(name)s masih bertugas di %(place)s sampai %(until)s. Satu orang hanya memegang satu tugas pada "
                    "hari yang sama."
                ),
                name=supervisor.name,
                place=each.place,
                until=tanggal(each.last_day),
            )


def _told(holders: Iterable[SeatHolder]) -> str:
    words = gettext("%(name)s sampai %(until)s")
    return ", ".join(words % {"name": each.name, "until": tanggal(each.last)} for each in holders)


def _posting(supervisor: Supervisor, term: PostingTerm, path: str) -> Posting:
    ident = uuid7()
    return Posting(
        id=ident,
        scopes=[path],
        supervisor=supervisor,
        election=term.election,
        post=term.post,
        region=term.region,
        polling_station=term.polling_station,
        token_digest=digest_of(CARD.token_of(ident)),
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        above=term.above,
        covers=term.covers,
        posted_at=now(),
    )


def _ended(step: Step[Posting, PostingState, PostingVerb], ending: Ending, cause: EndCause) -> Posting:
    row = step.subject
    domain.check_last_day(row.starts_on, row.ends_on, ending.last_day)
    row.ended_on, row.end_cause, row.end_reason = ending.last_day, cause, ending.reason
    ended = end_with(row, ending.last_day, cause)
    _end_account(row, ending.last_day, step.by)
    finish(step, SUPERVISOR_ENDED, cause=cause, last_day=ending.last_day, reason=ending.reason, ended=ended)
    keep_tenure(row)
    return row


def _end_account(posting: Posting, last_day: date, by: Actor) -> None:
    """End the role of a posting with its last day; other roles of the same account stay."""
    given = posting.membership
    if given is not None and (given.valid_to is None or last_day < given.valid_to):
        end_role(membership=given, valid_to=last_day, by=by)

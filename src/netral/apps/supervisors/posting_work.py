"""What of the supervisors waits for an actor."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.models import Dismissal, Posting
from netral.apps.supervisors.queries.areas import EMPTY_TOO_LONG, long_empty
from netral.apps.supervisors.queries.postings import to_be_decided, to_be_heard, uncovered_leave
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.regions.models import Region
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Work, WorkItem, end_of

ENTRY = "supervisor_postings"
HEARINGS, DECISIONS, LEAVES = "didengar", "diputus", "cuti"
POSTING_PERMISSIONS = ("supervisors.post", "supervisors.decide")


def waiting_address(kind: str) -> str:
    """Return the address of the postings that wait for one kind of step."""
    return f"{reverse(ENTRY)}?menunggu={kind}"


def posting_work(actor: Actor) -> tuple[Work, ...]:
    """Return hearings and decisions that are due, leave without cover, and villages that have long been empty."""
    # Finding the region of her institution asks the database, which nobody else's desk shall wait for.
    if not any(map(actor.may, POSTING_PERMISSIONS)):
        return ()
    day = current_day()
    post, decide = ((each,) for each in POSTING_PERMISSIONS)
    heard, decided, away = to_be_heard(actor, day), to_be_decided(actor), uncovered_leave(actor, day)
    return (
        Work(_("Pengawas yang harus didengar"), waiting_address(HEARINGS), post, heard, _hearing, ENTRY),
        Work(_("Pemeriksaan yang menunggu keputusan"), waiting_address(DECISIONS), decide, decided, _decision, ENTRY),
        Work(_("Cuti tanpa yang menjaga"), waiting_address(LEAVES), post, away, _leave, ENTRY),
        Work(_("Desa yang lama kosong"), reverse("supervisor_empty"), post, long_empty(actor, day), _empty, ENTRY),
    )


def _dismissal(posting: Posting) -> Dismissal:
    return posting.dismissals.order_by("-opened_at")[0]


def _hearing(posting: Posting) -> WorkItem:
    row, zone = _dismissal(posting), zone_of(posting.region_id)
    return WorkItem(
        title=str(posting),
        url=reverse("supervisor_dismissal", args=[row.pk]),
        why=_("Hari mendengar keterangannya sudah tiba: catat keterangannya."),
        since=row.opened_at,
        due=end_of(row.hearing_on, zone),
        zone=zone.key,
    )


def _decision(posting: Posting) -> WorkItem:
    row = _dismissal(posting)
    return WorkItem(
        title=str(posting),
        url=reverse("supervisor_dismissal", args=[row.pk]),
        why=_("Ia sudah didengar dan menunggu keputusan."),
        since=row.heard_at or row.opened_at,
        zone=zone_of(posting.region_id).key,
    )


def _leave(posting: Posting) -> WorkItem:
    absence = posting.absences.filter(returned_on=None).order_by("-starts_on").first()
    zone = zone_of(posting.region_id)
    return WorkItem(
        title=str(posting),
        url=reverse("supervisor_posting", args=[posting.pk]),
        why=_("Ia sedang cuti dan tidak ada yang menjaga wilayahnya."),
        since=datetime.combine(absence.starts_on, time.min, zone) if absence else now(),
        zone=zone.key,
    )


def _empty(region: Region) -> WorkItem:
    zone = zone_of(region.code)
    last = getattr(region, "held_until", None)
    since = datetime.combine(last + timedelta(1), time.min, zone) if last else now() - EMPTY_TOO_LONG
    return WorkItem(
        title=region.name,
        url=reverse("supervisor_coverage", args=[region.parent_id]),
        why=_("Desa ini kosong lebih dari 7 hari: tempatkan atau rekrut pengawas."),
        since=since,
        zone=zone.key,
    )

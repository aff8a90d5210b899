"""What of the grants waits for an actor: the next step of her institution, and terms that end soon or are over."""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.grants import AGREE, GRANT, SPEND, GrantState
from netral.apps.support.models import Grant
from netral.apps.support.queries.grants import waiting_for
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address

ENTRY = "grant_list"
_WHY: dict[GrantState, Promise] = {
    GrantState.ASKED: _("Bawaslu meminta hibah: setujui seluruhnya atau sebagian."),
    GrantState.AGREED: _("Jumlahnya disetujui: tandatangani NPHD, lalu catat."),
    GrantState.SIGNED: _("Batas waktu pembayaran hibah dekat atau sudah lewat."),
    GrantState.PAYING: _("Batas waktu pembayaran atau pengembalian hibah dekat atau sudah lewat."),
}
_TO_SETTLE = _("Tidak ada sisa lagi: nyatakan hibah selesai.")


def grant_work(actor: Actor) -> tuple[Work, ...]:
    """Return the grants whose next step or whose term concerns an actor."""
    title = _("Hibah yang menunggu langkah Anda")
    return (Work(title, list_address(ENTRY), (GRANT, AGREE, SPEND), waiting_for(actor), _item, ENTRY),)


def _item(row: Grant) -> WorkItem:
    zone, due_on = zone_at(row.receiver), getattr(row, "next_due", None)
    is_settling = row.state == GrantState.PAYING and due_on is None
    since: datetime = row.asked_at if row.state == GrantState.ASKED else row.agreed_at or row.asked_at
    return WorkItem(
        title=f"{row.number}, {row.government.name}",
        url=reverse("grant", args=[row.pk]),
        why=_TO_SETTLE if is_settling else _WHY[GrantState(row.state)],
        since=since,
        due=end_of(due_on, zone) if due_on else None,
        zone=zone.key,
    )

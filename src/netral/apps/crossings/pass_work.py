"""What of passes and departures waits for the operator's officers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.network import OPERATE
from netral.apps.crossings.domain.passes import GRANT
from netral.apps.crossings.models import FerryDeparture, PriorityPass
from netral.apps.crossings.queries.passes import CLOSED_WITHIN, to_decide, unclosed
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, list_address


def pass_work(actor: Actor) -> tuple[Work, ...]:
    """Return the requests to decide, and the departures that nobody closed."""
    return (
        Work(
            _("Permintaan pas yang menunggu keputusan Anda"),
            list_address("pass_list"),
            (GRANT,),
            to_decide(actor),
            _pass_item,
            "pass_list",
        ),
        Work(
            _("Keberangkatan yang belum ditutup"),
            list_address("departure_list"),
            (OPERATE,),
            unclosed(actor),
            _departure_item,
            "departure_list",
        ),
    )


def _pass_item(row: PriorityPass) -> WorkItem:
    return WorkItem(
        title=f"{row.number} {row.holder}",
        url=reverse("priority_pass", args=[row.pk]),
        why=_("Pengawas meminta pas: berikan, masukkan ke daftar tunggu, atau tolak dengan alasan."),
        since=row.asked_at,
        due=row.departure.departs_at if row.departure else None,
        zone=row.zone.key,
    )


def _departure_item(row: FerryDeparture) -> WorkItem:
    return WorkItem(
        title=str(row),
        url=reverse("departure", args=[row.pk]),
        why=_("Jam berangkatnya sudah lewat: tutup dengan jumlah yang tidak terangkut, atau batalkan."),
        since=row.departs_at,
        due=row.departs_at + CLOSED_WITHIN,
        zone=row.zone.key,
    )

"""What of scans waits for an actor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.scans import INSPECT
from netral.apps.crossings.models import Scan
from netral.apps.crossings.queries.scans import DOUBLE, doubles_for
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem


def scan_work(actor: Actor) -> tuple[Work, ...]:
    """Return the passes that boarded twice."""
    return (_doubles(actor),)


def _doubles(actor: Actor) -> Work:
    address = f"{reverse('scan_list')}?hasil={DOUBLE}"
    return Work(
        _("Pas yang naik dua kali"), address, (INSPECT,), doubles_for(actor).order_by("told_at"), _double, "scan_list"
    )


def _double(row: Scan) -> WorkItem:
    zone = row.departure.crossing.zone.key if row.departure else ""
    why = _("Dua ponsel menaikkan pas ini. Bandingkan foto plat dan tanyai pemegangnya sebelum keberangkatan ditutup.")
    return WorkItem(row.number, f"{reverse('scan_list')}?cari={row.number}", why, row.told_at, zone=zone)

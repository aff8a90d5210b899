"""What of crossings waits for an actor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.models import Instrument
from netral.apps.crossings.pass_work import pass_work
from netral.apps.crossings.queries.instruments import waiting_for
from netral.apps.crossings.scan_work import scan_work
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the instruments that wait for an actor, and what passes and scans wait for."""
    return (
        Work(
            _("Surat prioritas yang menunggu Anda"),
            list_address("instrument_list"),
            ("crossings.confirm", "crossings.draft"),
            waiting_for(actor),
            _item,
            "instrument_list",
        ),
        *pass_work(actor),
        *scan_work(actor),
    )


def _item(row: Instrument) -> WorkItem:
    zone = zone_at(row.government)
    is_draft = row.state == InstrumentState.DRAFT
    confirm = _("Orang lain mencatat surat ini: cocokkan dengan suratnya, lalu sahkan.")
    renew = _("Sesudah hari terakhirnya pas di bawah surat ini tidak berlaku. Catat surat baru bila diperpanjang.")
    return WorkItem(
        title=row.number,
        url=reverse("instrument", args=[row.pk]),
        why=confirm if is_draft else renew,
        since=row.confirmed_at or row.drafted_at,
        due=None if is_draft else end_of(row.valid_until, zone),
        zone=zone.key,
    )

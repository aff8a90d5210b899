"""What of crossings waits for an actor."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.models import Instrument
from netral.apps.crossings.pass_work import pass_work
from netral.apps.crossings.queries.instruments import ending_soon, to_confirm
from netral.apps.crossings.scan_work import scan_work
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the instruments that wait to be put in force, those that end soon, and what passes and scans wait for."""
    return (
        Work(
            _("Surat prioritas yang menunggu pengesahan Anda"),
            list_address("instrument_list"),
            ("crossings.confirm",),
            to_confirm(actor),
            _draft_item,
            "instrument_list",
        ),
        Work(
            _("Surat prioritas yang segera berakhir"),
            reverse("instrument_list"),
            ("crossings.draft",),
            ending_soon(actor),
            _ending_item,
        ),
        *pass_work(actor),
        *scan_work(actor),
    )


def _draft_item(row: Instrument) -> WorkItem:
    return WorkItem(
        title=row.number,
        url=reverse("instrument", args=[row.pk]),
        why=_("Orang lain mencatat surat ini: cocokkan dengan suratnya, lalu sahkan."),
        since=row.drafted_at,
        zone=zone_at(row.government).key,
    )


def _ending_item(row: Instrument) -> WorkItem:
    zone = zone_at(row.government)
    return WorkItem(
        title=row.number,
        url=reverse("instrument", args=[row.pk]),
        why=_("Sesudah hari terakhirnya pas di bawah surat ini tidak berlaku. Catat surat baru bila diperpanjang."),
        since=row.confirmed_at or datetime.combine(row.issued_on, time.min, zone),
        due=end_of(row.valid_until, zone),
        zone=zone.key,
    )

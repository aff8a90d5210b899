"""What of the reports waits for an actor: those held back, and messages that nobody answered."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.reports.domain.statuses import Status
from netral.apps.reports.models import Report
from netral.apps.reports.quarantine import held_of
from netral.apps.reports.queries import term_of, unanswered
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Work, WorkItem, list_address

STEPS = ("reports.review",)


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the reports that wait to be opened, and those whose reporter waits for an answer."""
    return (
        Work(
            _("Laporan yang menunggu dibuka"),
            reverse("report_quarantine"),
            STEPS,
            held_of(actor),
            _held,
            "report_list",
        ),
        Work(
            _("Pesan pelapor yang belum dijawab"),
            list_address("report_list"),
            STEPS,
            unanswered(actor),
            _message,
            "report_list",
        ),
    )


def _held(row: Report) -> WorkItem:
    term = term_of(row, Status.FILED, row.filed_at)
    why = _("Laporan ini belum menjadi perkara: buka supaya dapat dikaji.")
    return _item(row, why, row.filed_at, term.due if term else None)


def _message(row: Any) -> WorkItem:
    return _item(row, _("Pelapor menulis pesan dan belum mendapat jawaban."), row.asked_at)


def _item(row: Report, why: Promise, since: datetime, due: datetime | None = None) -> WorkItem:
    return WorkItem(row.number, reverse("report_detail", args=[row.pk]), why, since, due, zone_of(row.region_id).key)

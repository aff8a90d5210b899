"""The front door of reports: what apps above may know of a report, and how they tell its reporter."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from netral.apps.reports.actions import tell_reporter
from netral.apps.reports.domain.conditions import Checked
from netral.apps.reports.domain.statuses import Status
from netral.apps.reports.events import REPORT_ADDED_TO, REPORT_ADMITTED, REPORT_FILED, REPORTER_NAMED
from netral.apps.reports.models import Report
from netral.apps.reports.queries import act_title, checklist_of, received_by_regency, report_for, totals
from netral.apps.reports.work import work_of
from netral.foundation.ledger.actors import Actor

__all__ = [
    "REPORTER_NAMED",
    "REPORT_ADDED_TO",
    "REPORT_ADMITTED",
    "REPORT_FILED",
    "AccusedView",
    "Checked",
    "Report",
    "ReportView",
    "Status",
    "counts",
    "officer_url",
    "received_by_regency",
    "report",
    "tell_reporter",
    "work_of",
]


class AccusedView(NamedTuple):
    """One person a report is about."""

    id: UUID
    name: str
    description: str
    unit: str


@dataclass(frozen=True)
class ReportView:
    """A report as other apps see it; it never says who reported."""

    id: UUID
    number: str
    region_code: str
    institution_id: UUID
    act_id: str
    act_words: str
    account: str
    place: str
    happened_on: date
    happened_at: time | None
    known_on: date
    filed_at: datetime
    route: str
    status: str
    accused: tuple[AccusedView, ...]
    evidence_count: int
    conditions: tuple[Checked, ...]


def report(report_id: UUID, actor: Actor) -> ReportView:
    """Return a report the actor may see.

    Raises:
        Report.DoesNotExist: there is none, or it belongs to other institutions.
    """
    found = report_for(actor, report_id)
    accused = found.accuseds.all()
    return ReportView(
        id=found.pk,
        number=found.number,
        region_code=found.region_id,
        institution_id=found.institution_id,
        act_id=found.decided_act,
        act_words=act_title(found.decided_act),
        account=found.account,
        place=found.place,
        happened_on=found.happened_on,
        happened_at=found.happened_at,
        known_on=found.known_on,
        filed_at=found.filed_at,
        route=found.route,
        status=found.status,
        accused=tuple(AccusedView(row.pk, row.name, row.description, row.unit) for row in accused),
        evidence_count=found.evidences.count(),
        conditions=checklist_of(found),
    )


def officer_url(report_id: UUID) -> str:
    """Return the address of a report's page for officers."""
    return reverse("report_detail", args=[report_id])


def counts(region_code: str, since: date | None = None) -> dict[str, int]:
    """Return the totals of a region ("" for the country), of reports filed since a day.

    Keys: "received", "route.formal", "now.refused" (where they stand), "reached.registered" (what they ever became).
    """
    return totals(region_code, since)

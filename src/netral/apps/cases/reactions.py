"""What cases do on news from below: every report that is filed becomes a case, a held one once it is admitted."""

from dataclasses import replace
from uuid import UUID

from netral.apps.cases.actions.intake import open_case
from netral.apps.cases.inputs import CaseInput, PersonInput
from netral.apps.reports import api as reports
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event


def open_case_of_filed(event: Event) -> None:
    """Open a case for a report that arrived, unless it is held."""
    if not event.data.get("held"):
        open_case_of_report(event)


def open_case_of_report(event: Event) -> None:
    """Open a case for a report, in the name of the system, with what the receiving institution may see of it."""
    receiving = replace(SYSTEM, paths=(event.data["institution"],))
    report = reports.report(UUID(event.data["report"]), receiving)
    inputs = CaseInput(
        report_id=report.id,
        reference=report.number,
        title=report.act_words,
        region_code=report.region_code,
        act_date=report.happened_on,
        filed_at=report.filed_at,
        persons=tuple(_person(row) for row in report.accused),
    )
    open_case(inputs=inputs, institution=Institution.objects.get(pk=report.institution_id), by=SYSTEM)


def _person(row: reports.AccusedView) -> PersonInput:
    return PersonInput(name=row.name[:200], office=row.description[:200], unit=row.unit[:200])

"""What cases do on news from below: a report that is filed or admitted, and a decided finding, become a case."""

from dataclasses import replace
from uuid import UUID

from netral.apps.cases.actions.intake import open_case
from netral.apps.cases.inputs import CaseInput, PersonInput
from netral.apps.fieldwork import api as fieldwork
from netral.apps.reports import api as reports
from netral.engines.rules.dated import NotInForceError
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.regions.models import Tier


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


def open_case_of_finding(event: Event) -> None:
    """Open a case for a decided finding with the supervisor of the regency, as of the moment the finder knew.

    Raises:
        StepRefused: no term was the law at that moment, so that the moment must be wrong.
    """
    institution = supervisor_of(event.data["region"], Tier.REGENCY)
    receiving = replace(SYSTEM, paths=(institution.path,))
    # A panel that decides sees less than the regency, to which the case belongs.
    with elevated("a decided finding becomes a case of the regency, whoever decided it"):
        finding = fieldwork.finding(UUID(event.data["observation"]), receiving)
        inputs = CaseInput(
            observation_id=finding.observation_id,
            reference=finding.number,
            title=finding.title,
            region_code=finding.region_code,
            act_date=finding.act_date,
            filed_at=finding.known_at,
            persons=tuple(PersonInput(row.name, row.office, row.unit) for row in finding.persons),
        )
        try:
            open_case(inputs=inputs, institution=institution, by=SYSTEM)
        except NotInForceError as error:
            raise StepRefused(
                _("Pada waktu diketahui belum ada aturan tenggatnya. Kembalikan usulnya, dan periksa waktu itu.")
            ) from error


def _person(row: reports.AccusedView) -> PersonInput:
    return PersonInput(name=row.name[:200], office=row.description[:200], unit=row.unit[:200])

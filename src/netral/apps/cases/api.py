"""The front door of cases: what other apps and the portal may ask, and the news they may subscribe to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from netral.apps.cases import queries
from netral.apps.cases.actions.deciding import note_unsent
from netral.apps.cases.domain import Finding, Outcome, State
from netral.apps.cases.events import CASE_DECIDED, CASE_OPENED, CASE_REFUSED, CASE_REGISTERED
from netral.apps.cases.models import Case, CasePerson, Clock, Decision
from netral.apps.cases.ranges import Level, levels_of, norm_mark
from netral.apps.cases.work import work_of
from netral.apps.reports import api as reports
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor

__all__ = [
    "CASE_DECIDED",
    "CASE_OPENED",
    "CASE_REFUSED",
    "CASE_REGISTERED",
    "CaseView",
    "DecisionView",
    "Finding",
    "Level",
    "OpenCase",
    "PersonView",
    "StageCount",
    "StepRefused",
    "case",
    "case_of_report",
    "counts",
    "counts_by_regency",
    "decision_of",
    "keep_unsent",
    "levels_of",
    "norm_mark",
    "open_cases",
    "work_of",
]


@dataclass(frozen=True)
class PersonView:
    """Somebody a case accuses, and what was found of her; `status` is one of the catalogue's, blank if unknown."""

    id: str
    name: str
    office: str
    unit: str
    outcome: str
    status: str = ""


@dataclass(frozen=True)
class CaseView:
    """A case as other apps see it."""

    id: str
    report_id: UUID | None
    number: str
    state: State
    institution_id: str
    institution_path: str
    region_code: str
    act_date: date | None
    opened_at: datetime
    registered_at: datetime | None
    decided_at: datetime | None
    persons: tuple[PersonView, ...]


@dataclass(frozen=True)
class DecisionView:
    """A decision with the law it was judged by, as it stood on the day of the act."""

    case: CaseView
    finding: Finding
    decided_at: datetime
    norm_id: str
    norm_title: str
    basis: str
    sanction_range: tuple[Mapping[str, Any], ...]
    catalogue_version: str

    @property
    def proven(self) -> tuple[PersonView, ...]:
        """Those found to have committed the violation."""
        return tuple(person for person in self.case.persons if person.outcome == Outcome.PROVEN)

    def range_for(self, person: PersonView) -> tuple[Mapping[str, Any], ...]:
        """Return the sanctions of the norm that may fall on somebody of this person's status."""
        return tuple(row for row in self.sanction_range if person.status in row.get("statuses", [person.status]))


@dataclass(frozen=True)
class OpenCase:
    """A case on which work remains, with what it says of the act so far and the term that runs on it."""

    id: str
    name: str
    url: str
    region_code: str
    act_id: str
    act_date: date
    norm_id: str
    term: str
    term_started_at: datetime | None


@dataclass(frozen=True)
class StageCount:
    """One stage with its cases and, counted apart, its persons."""

    code: str
    label: str
    cases: int
    persons: int


def case(case_id: str, by: Actor) -> CaseView:
    """Return a case in the actor's scope.

    Raises:
        LookupError: there is none.
    """
    try:
        return _view(queries.case_for(by, case_id))
    except Case.DoesNotExist as error:
        raise LookupError(case_id) from error


def case_of_report(report_id: UUID, by: Actor) -> str | None:
    """Return the identifier of the case a report became, if the actor may see it."""
    found = Case.objects.visible_to(by).filter(report_id=report_id).values_list("pk", flat=True).first()
    return str(found) if found else None


def decision_of(case_id: str) -> DecisionView:
    """Return the decision of a case, for whoever reacts to it.

    Raises:
        LookupError: the case is not decided.
    """
    with elevated("whoever reacts to a decision acts for the house, not for a reader"):
        found = Decision.objects.select_related("case__institution").filter(case_id=case_id).first()
        if found is None:
            raise LookupError(case_id)
        return DecisionView(
            case=_view(found.case),
            finding=Finding(found.finding),
            decided_at=found.decided_at,
            norm_id=found.norm_id,
            norm_title=found.norm_title,
            basis=found.basis,
            sanction_range=tuple(found.sanction_range),
            catalogue_version=found.catalogue_version,
        )


def keep_unsent(case_id: str, reason: str, by: Actor) -> None:
    """Keep with a decided case why nobody received its decision, and what to do instead."""
    with elevated("whoever reacts to a decision acts for the house, not for a reader"):
        note_unsent(case=Case.objects.get(pk=case_id), reason=reason, by=by)


def counts(region_code: str = "") -> tuple[StageCount, ...]:
    """Return the public totals of each stage in a region and those inside it; empty means the whole country."""
    with elevated("public totals, which name nobody"):
        found = queries.stage_counts(region_code)
    return tuple(StageCount(code, _stage_labels()[code], *numbers) for code, numbers in found.items())


def counts_by_regency() -> dict[str, dict[str, tuple[int, int]]]:
    """Return the public totals of every regency: of each stage its cases and, counted apart, its persons."""
    with elevated("public totals, which name nobody"):
        return queries.stage_counts_by_regency()


def open_cases(by: Actor) -> tuple[OpenCase, ...]:
    """Return the cases in the actor's scope on which work remains and whose act has a day."""
    closed = {State.DECIDED, State.REFUSED}
    found = list(Case.objects.visible_to(by).exclude(state__in=closed).exclude(act_date=None))
    reported = [row.report_id for row in found if row.report_id]
    acts = dict(reports.Report.objects.visible_to(by).filter(pk__in=reported).values_list("pk", "act"))
    running = {clock.case_id: clock for clock in Clock.objects.visible_to(by).filter(ended_at=None)}
    return tuple(
        _open_case(row, acts.get(row.report_id, "") if row.report_id else "", running.get(row.pk)) for row in found
    )


def _open_case(row: Case, act: str, clock: Clock | None) -> OpenCase:
    return OpenCase(
        id=str(row.pk),
        name=str(row),
        url=reverse("case", args=[row.pk]),
        region_code=row.region_id,
        act_id=act,
        act_date=row.act_date or row.opened_at.date(),
        norm_id=row.norm_id,
        term=clock.code if clock else "",
        term_started_at=clock.started_at if clock else None,
    )


def _view(found: Case) -> CaseView:
    persons = CasePerson.objects.filter(case=found)
    return CaseView(
        id=str(found.pk),
        report_id=found.report_id,
        number=found.number,
        state=State(found.state),
        institution_id=str(found.institution_id),
        institution_path=found.institution.path,
        region_code=found.region_id,
        act_date=found.act_date,
        opened_at=found.opened_at,
        registered_at=found.registered_at,
        decided_at=found.decided_at,
        persons=tuple(_person(row) for row in persons),
    )


def _person(row: CasePerson) -> PersonView:
    return PersonView(
        id=str(row.pk), name=row.name, office=row.office, unit=row.unit, outcome=row.outcome, status=row.status
    )


def _stage_labels() -> dict[str, Any]:
    return {
        "received": _("Diterima"),
        "in_review": _("Kajian awal"),
        "refused": _("Tidak diregister"),
        "registered": _("Diregister"),
        "in_handling": _("Sedang ditangani"),
        "decided": _("Diputus"),
        "asn_violation": _("Pelanggaran netralitas ASN"),
        "not_violation": _("Bukan pelanggaran"),
        "other_law": _("Pelanggaran hukum lain"),
    }

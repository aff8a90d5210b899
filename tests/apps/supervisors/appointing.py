"""A recruitment whose results were announced, and the people who appoint, swear in and post whom it chose."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from netral.apps.supervisors.actions.decrees import DecreeInput, issue_decree
from netral.apps.supervisors.actions.oaths import (
    OathPlan,
    OathWitness,
    close_oath,
    explain_absences,
    mark_attendance,
    plan_oath,
)
from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Appointee, Decree, OathCeremony, Recruitment, Vacancy
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.supervisors.applicants import Opening, opening
from tests.apps.supervisors.panel import Panel, act, panel
from tests.apps.supervisors.posts import JANGKANG, MUNTAI, SELAT_BARU, ready
from tests.conftest import WIB
from tests.ground import GROUND_LAID

DECIDED = datetime(2024, 10, 11, 9, tzinfo=WIB)
SIGNED = date(2024, 10, 14)
OATH_AT = datetime(2024, 10, 21, 9, tzinfo=WIB)
AFTER_OATH = datetime(2024, 10, 21, 12, tzinfo=WIB)
VILLAGES = (SELAT_BARU, MUNTAI, JANGKANG)
DECREE = DecreeInput(signed_on=SIGNED, place="Bantan", signer="Tuti", signer_title="Ketua", ends_on=date(2024, 12, 31))
PLAN = OathPlan(
    at=OATH_AT,
    place="Aula kecamatan",
    officiant="Tuti",
    officiant_title="Ketua",
    witnesses=(OathWitness("Saksi Satu", "Camat"), OathWitness("Saksi Dua", "Kepala desa")),
)


@dataclass
class Appointing:
    """A decided recruitment of three villages with one chosen for each, and its panel."""

    found: Opening
    people: Panel

    @property
    def recruitment(self) -> Recruitment:
        """Return the recruitment as it now stands."""
        with elevated("the test reads what was written"):
            return Recruitment.objects.select_related("institution", "region", "election").get()

    def decree(self) -> Decree:
        """Issue the decree for everybody chosen."""
        with clock.at(DECIDED.replace(day=14)):
            made: Decree = act(issue_decree, self.people.members[0], recruitment=self.recruitment, inputs=DECREE)
            return made

    def planned(self, decree: Decree, **changed: Any) -> OathCeremony:
        """Plan a ceremony."""
        with clock.at(DECIDED.replace(day=15)):
            plan = OathPlan(**(vars(PLAN) | changed))
            made: OathCeremony = act(plan_oath, self.people.officers[0], decree=decree, plan=plan)
            return made

    def held(self, ceremony: OathCeremony, *, away: int = 0, at: datetime = AFTER_OATH) -> OathCeremony:
        """Mark everybody but the last few as present, explain these, and close."""
        called = people(ceremony.decree, "named")
        with clock.at(at):
            came = {each.pk for each in called[: len(called) - away]}
            act(mark_attendance, self.people.officers[0], ceremony=ceremony, present=came)
            with elevated("the test reads what was written"):
                why = {each.pk: "Sakit" for each in ceremony.attendance.filter(present=False)}
            act(explain_absences, self.people.officers[0], ceremony=ceremony, reasons=why)
            closed: OathCeremony = act(close_oath, self.people.members[0], ceremony=ceremony)
            return closed


def people(decree: Decree, state: str = "") -> list[Appointee]:
    """Return whom a decree names as they now stand, in its order."""
    with elevated("the test reads what was written"):
        rows = Appointee.objects.filter(decree=decree).select_related("application", "certificate", "posting")
        return list(rows.filter(state=state) if state else rows)


def appointing(*, with_key: bool = True) -> Appointing:
    """Lay three villages with one chosen each, announced."""
    ready()
    found = opening(applicants=3, more={"state": ApplicationState.CHOSEN})
    with elevated("the test moves rows of the recruitment"):
        _spread(found)
    if with_key:
        create_seal_key(institution=found.recruitment.institution, by=SYSTEM)
    return Appointing(found, panel())


@action
def _spread(found: Opening) -> None:
    """Let each applicant be the one of her own village, and announce the results."""
    for application, code in zip(found.applications, VILLAGES, strict=True):
        vacancy = found.vacancy
        if code != vacancy.region_id:
            vacancy = Vacancy.objects.create(
                scopes=vacancy.scopes, recruitment=found.recruitment, region_id=code, seats=1
            )
        application.vacancy = vacancy
        application.save()
    found.recruitment.state, found.recruitment.decided_at = RecruitmentState.DECIDED, DECIDED
    found.recruitment.save()
    record(GROUND_LAID, subject=found.recruitment, by=SYSTEM)

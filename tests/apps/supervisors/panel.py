"""What an officer, an assessor and a panel do, one step after another, for tests that begin further on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from netral.apps.supervisors.actions.checks import check_application
from netral.apps.supervisors.actions.decisions import PanelChoice, decide_vacancy
from netral.apps.supervisors.actions.interviews import InterviewPlan, mark_interview, schedule_interviews
from netral.apps.supervisors.actions.selection import announce_names
from netral.apps.supervisors.domain.checks import JudgedRequirement, RequirementJudgement
from netral.apps.supervisors.domain.decisions import PanelOutcome
from netral.apps.supervisors.domain.interviews import InterviewMark
from netral.apps.supervisors.models import Application, VacancyDecision
from netral.apps.supervisors.parameters import rubric
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from tests.apps.supervisors.applicants import PANEL, Opening
from tests.conftest import CAMPAIGN_DAY, WIB
from tests.ground import Person, person

FIRST, LAST = date(2024, 10, 7), date(2024, 10, 9)
AFTER_COMMENTS = datetime(2024, 10, 10, 9, tzinfo=WIB)
INTERVIEW_AT = AFTER_COMMENTS + timedelta(hours=1)
AFTER_INTERVIEWS = AFTER_COMMENTS + timedelta(hours=5)
MET = (JudgedRequirement("age", RequirementJudgement.MET), JudgedRequirement("education", RequirementJudgement.MET))


@dataclass(frozen=True)
class Panel:
    """Two officers and two members of one institution."""

    officers: tuple[Person, Person]
    members: tuple[Person, Person]


def panel(path: str = PANEL) -> Panel:
    """Create the people of a panel."""
    role = "panel_member" if path == PANEL else "supervisor_member"
    return Panel(
        (person("recruitment_officer", path, name="Rina"), person("recruitment_officer", path, name="Sari")),
        (person(role, path, name="Tuti"), person(role, path, name="Umar")),
    )


def act(run: Any, who: Person, **given: Any) -> Any:
    """Run an action as somebody whose rows the database shows."""
    with reading_as(who.actor):
        return run(**given, by=who.actor)


def checked(found: Opening, people: Panel) -> None:
    """Let both officers find every requirement met."""
    for application in found.applications:
        for officer in people.officers:
            act(check_application, officer, application=application, judged=MET)


def announced(found: Opening, people: Panel) -> None:
    """Check everybody and announce the names."""
    checked(found, people)
    act(announce_names, people.officers[0], recruitment=found.recruitment, first=FIRST, last=LAST)


def scheduled(found: Opening, people: Panel) -> None:
    """Announce, and call everybody to an interview after the comments."""
    announced(found, people)
    assessors = tuple(each.actor.id for each in people.members)
    plan = InterviewPlan(INTERVIEW_AT, "Kantor panwas", assessors)
    with clock.at(AFTER_COMMENTS):
        act(schedule_interviews, people.officers[0], vacancy=found.vacancy, plan=plan)


def marks_of(points: int) -> tuple[InterviewMark, ...]:
    """Return the same points for every criterion, with the reason an extreme needs."""
    return tuple(InterviewMark(criterion.code, points, "Terlihat jelas") for criterion in rubric())


def marked(found: Opening, people: Panel, points: Sequence[int]) -> None:
    """Schedule, and let both members give each applicant these points."""
    scheduled(found, people)
    with clock.at(AFTER_INTERVIEWS):
        for application, given in zip(found.applications, points, strict=True):
            for member in people.members:
                act(mark_interview, member, application=application, marks=marks_of(given))


def decided(found: Opening, people: Panel, outcomes: Sequence[PanelChoice]) -> VacancyDecision:
    """Let both members decide."""
    choices = dict(zip([each.pk for each in found.applications], outcomes, strict=True))
    present = [each.actor.id for each in people.members]
    with clock.at(AFTER_INTERVIEWS):
        made: VacancyDecision = act(
            decide_vacancy, people.members[0], vacancy=found.vacancy, present=present, choices=choices
        )
        return made


def fresh(application: Application) -> Application:
    """Return an application as it now stands."""
    with elevated("the test reads what was written"):
        return Application.objects.get(pk=application.pk)


CHOSEN = PanelChoice(PanelOutcome.CHOSEN)
RESERVE = PanelChoice(PanelOutcome.RESERVE, 1)
assert CAMPAIGN_DAY.date() == FIRST

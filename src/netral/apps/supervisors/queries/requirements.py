"""Until when a vacancy takes applications, and what the requirements say of an applicant."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from netral.apps.supervisors.domain.applications import DocumentKind
from netral.apps.supervisors.domain.drafts import CLOSED, ApplicationAnswers
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.domain.requirements import (
    Qualifications,
    Requirement,
    RequirementFinding,
    findings_of,
    papers_wanted,
)
from netral.apps.supervisors.models import Application, Vacancy
from netral.apps.supervisors.parameters import requirements
from netral.engines.rules.dated import holds
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import today_in, zone_of

_PANEL_CODE = 8


def vacancy_to_apply(ident: UUID) -> Vacancy:
    """Return a vacancy that was announced, to anybody.

    Raises:
        Vacancy.DoesNotExist: there is none, or it is not announced yet.
    """
    with elevated("vacancies are announced to everybody"):
        rows = Vacancy.objects.exclude(recruitment__state=RecruitmentState.DRAFT)
        return rows.select_related("recruitment__institution", "region", "polling_station__village").get(pk=ident)


def open_vacancies(actor: Actor) -> QuerySet[Vacancy]:
    """Return the vacancies of an actor's institutions that may still take applications, by area."""
    rows = Vacancy.objects.visible_to(actor).filter(recruitment__state=RecruitmentState.OPEN)
    return rows.annotate(until=Coalesce("extended_until", F("recruitment__closes_on"))).select_related(
        "recruitment__institution", "region", "polling_station__village"
    )


def last_day(vacancy: Vacancy) -> date:
    """Return the last day on which a vacancy takes applications."""
    return vacancy.extended_until or vacancy.recruitment.closes_on


def is_open(vacancy: Vacancy) -> bool:
    """Say whether a vacancy takes applications now, by the day where its area lies."""
    recruitment = vacancy.recruitment
    today = today_in(vacancy.region_id)
    return recruitment.state == RecruitmentState.OPEN and recruitment.opens_on <= today <= last_day(vacancy)


def check_open(vacancy: Vacancy) -> None:
    """Refuse an application to a vacancy that takes none.

    Raises:
        StepRefused: it is closed, or not open yet.
    """
    if not is_open(vacancy):
        raise StepRefused(CLOSED)


def end_of_applications(vacancy: Vacancy) -> datetime:
    """Return the moment at which a vacancy stops taking applications."""
    return datetime.combine(last_day(vacancy) + timedelta(1), time(), zone_of(vacancy.region_id))


def requirements_of(vacancy: Vacancy, on: date) -> tuple[Requirement, ...]:
    """Return what the law asks on a day of whoever wants the post of a vacancy."""
    post = Post(vacancy.recruitment.post)
    return tuple(row for row in requirements() if post in row.posts and holds(row, on))


def draft_findings(answers: ApplicationAnswers, vacancy: Vacancy) -> tuple[RequirementFinding, ...]:
    """Return what the requirements of today say of a draft."""
    of = _qualifications(answers, vacancy, answers.papers)
    return findings_of(requirements(), of, Post(vacancy.recruitment.post), today_in(vacancy.region_id))


def application_findings(application: Application, papers: Collection[str]) -> tuple[RequirementFinding, ...]:
    """Return what the requirements of the day of applying say of an application with these papers."""
    vacancy = application.vacancy
    of = _qualifications(application, vacancy, papers)
    return findings_of(requirements(), of, Post(vacancy.recruitment.post), _day_of(application))


def papers_of_draft(answers: ApplicationAnswers, vacancy: Vacancy) -> tuple[DocumentKind, ...]:
    """Return the papers that a draft still has to bring or has brought."""
    of = _qualifications(answers, vacancy, ())
    return papers_wanted(requirements(), of, Post(vacancy.recruitment.post), today_in(vacancy.region_id))


def papers_of_application(application: Application) -> tuple[DocumentKind, ...]:
    """Return the papers that are asked for with an application."""
    vacancy = application.vacancy
    of = _qualifications(application, vacancy, ())
    return papers_wanted(requirements(), of, Post(vacancy.recruitment.post), _day_of(application))


def scopes_of(vacancy: Vacancy) -> list[str]:
    """Return who sees an application: the recruiting institution, and the panel of the district if there is one."""
    panel = Institution.objects.filter(kind=Kind.PANEL, region_id=vacancy.region_id[:_PANEL_CODE]).first()
    # A panel does not look into the applications for its own seats.
    is_own = vacancy.recruitment.post == Post.DISTRICT
    return sorted({vacancy.recruitment.institution.path, *([panel.path] if panel and not is_own else [])})


def _qualifications(of: ApplicationAnswers | Application, vacancy: Vacancy, papers: Collection[str]) -> Qualifications:
    if isinstance(of, Application):
        # What a person confirmed in the roster goes before what the applicant said.
        village, employment = of.village_id, of.person.employment if of.person else of.employment
    else:
        village, employment = of.village, of.employment
    return Qualifications(
        area=vacancy.region_id,
        birth_date=of.birth_date,
        education=of.education,
        village=village,
        employment=employment,
        party=of.party,
        party_left_on=of.party_left_on,
        spouse_is_organiser=of.spouse_is_organiser,
        declared=of.declared,
        papers=papers,
    )


def _day_of(application: Application) -> date:
    zone = zone_of(application.vacancy.region_id, application.submitted_at.date())
    return application.submitted_at.astimezone(zone).date()

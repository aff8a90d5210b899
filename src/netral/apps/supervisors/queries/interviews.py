"""Reads of interviews; nobody sees another's marks of an interview before all of them are in."""

from collections.abc import Mapping
from uuid import UUID

from netral.apps.supervisors.domain.interviews import LEAST_ASSESSORS
from netral.apps.supervisors.models import Application, Interview, InterviewAssessment, Recruitment, Recusal, Vacancy
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import current_day, staff_of
from netral.foundation.ledger.actors import Actor


def interview_of(application: Application) -> Interview | None:
    """Return the interview of an application."""
    return Interview.objects.filter(application=application).first()


def all_marked(interview: Interview) -> bool:
    """Say whether every assessor who does not stand aside has marked, and at least two have."""
    standing = InterviewAssessment.objects.filter(interview=interview, withdrawn=False)
    return not standing.filter(score=None).exists() and standing.count() >= LEAST_ASSESSORS


def marks_seen(interview: Interview, actor: Actor) -> list[InterviewAssessment]:
    """Return the marks an actor may see: all once all are in, until then her own."""
    standing = InterviewAssessment.objects.filter(interview=interview, withdrawn=False)
    if not all_marked(interview):
        standing = standing.filter(assessor_id=actor.id)
    return list(standing.exclude(score=None))


def waits_for_marks(interview: Interview) -> int:
    """Return how many assessors have not marked yet."""
    return InterviewAssessment.objects.filter(interview=interview, withdrawn=False, score=None).count()


def recused_of(application: Application) -> list[Recusal]:
    """Return who stands aside from an application."""
    return list(Recusal.objects.filter(application=application))


def recused_in(vacancy: Vacancy) -> set[str]:
    """Return who stands aside from any applicant of a vacancy."""
    found = Recusal.objects.filter(application__vacancy=vacancy).exclude(application__state="withdrawn")
    return set(found.values_list("member_id", flat=True))


def recused_by_application(vacancy: Vacancy) -> Mapping[UUID, set[str]]:
    """Return who stands aside from each applicant of a vacancy."""
    found: dict[UUID, set[str]] = {}
    for recusal in Recusal.objects.filter(application__vacancy=vacancy):
        found.setdefault(recusal.application_id, set()).add(recusal.member_id)
    return found


def assessors_of(recruitment: Recruitment) -> list[User]:
    """Return who may assess in the institution of a recruitment."""
    return _people(recruitment, "supervisors.assess")


def members_of(recruitment: Recruitment) -> list[User]:
    """Return who may decide in the institution of a recruitment."""
    return _people(recruitment, "supervisors.decide")


def _people(recruitment: Recruitment, permission: str) -> list[User]:
    found = {user.pk: user for user in staff_of(recruitment.institution_id, permission, current_day())}
    return sorted(found.values(), key=lambda user: user.name)

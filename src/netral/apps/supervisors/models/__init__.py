"""Tables of supervisors, each group in a module of its own."""

from netral.apps.supervisors.models.applications import Application, ApplicationDocument, ApplicationPart
from netral.apps.supervisors.models.recruitment import PollingStation, Recruitment, Vacancy
from netral.apps.supervisors.models.selection import (
    AdministrativeCheck,
    CommentEvidence,
    CompletionRequest,
    DecidedPlace,
    Interview,
    InterviewAssessment,
    PublicComment,
    Recusal,
    VacancyDecision,
    WrittenScore,
)

__all__ = [
    "AdministrativeCheck",
    "Application",
    "ApplicationDocument",
    "ApplicationPart",
    "CommentEvidence",
    "CompletionRequest",
    "DecidedPlace",
    "Interview",
    "InterviewAssessment",
    "PollingStation",
    "PublicComment",
    "Recruitment",
    "Recusal",
    "Vacancy",
    "VacancyDecision",
    "WrittenScore",
]

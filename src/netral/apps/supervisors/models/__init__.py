"""Tables of supervisors, each group in a module of its own."""

from netral.apps.supervisors.models.applications import Application, ApplicationDocument, ApplicationPart
from netral.apps.supervisors.models.recruitment import PollingStation, Recruitment, Vacancy
from netral.apps.supervisors.models.selection import (
    AdministrativeCheck,
    Assessment,
    CommentEvidence,
    CompletionRequest,
    DecidedPlace,
    Interview,
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
    "Assessment",
    "CommentEvidence",
    "CompletionRequest",
    "DecidedPlace",
    "Interview",
    "PollingStation",
    "PublicComment",
    "Recruitment",
    "Recusal",
    "Vacancy",
    "VacancyDecision",
    "WrittenScore",
]

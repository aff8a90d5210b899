"""Tables of supervisors, each group in a module of its own."""

from netral.apps.supervisors.models.applications import Application, ApplicationDocument, ApplicationPart
from netral.apps.supervisors.models.appointments import Appointee, Decree, OathAttendance, OathCeremony
from netral.apps.supervisors.models.polling_stations import StationList
from netral.apps.supervisors.models.postings import Absence, Dismissal, Posting, Supervisor, SupervisorList, Tenure
from netral.apps.supervisors.models.recruitment import PollingStation, Recruitment, Vacancy
from netral.apps.supervisors.models.roll_calls import (
    OathRollCall,
    RollCallEntry,
    RollCallKiosk,
    RollCallSlip,
    RollCallWitness,
)
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
    "Absence",
    "AdministrativeCheck",
    "Application",
    "ApplicationDocument",
    "ApplicationPart",
    "Appointee",
    "CommentEvidence",
    "CompletionRequest",
    "DecidedPlace",
    "Decree",
    "Dismissal",
    "Interview",
    "InterviewAssessment",
    "OathAttendance",
    "OathCeremony",
    "OathRollCall",
    "PollingStation",
    "Posting",
    "PublicComment",
    "Recruitment",
    "Recusal",
    "RollCallEntry",
    "RollCallKiosk",
    "RollCallSlip",
    "RollCallWitness",
    "StationList",
    "Supervisor",
    "SupervisorList",
    "Tenure",
    "Vacancy",
    "VacancyDecision",
    "WrittenScore",
]

"""Tables of supervisors, each group in a module of its own."""

from netral.apps.supervisors.models.applications import Application, ApplicationDocument, ApplicationPart
from netral.apps.supervisors.models.polling_stations import StationList
from netral.apps.supervisors.models.postings import Absence, Dismissal, Posting, Supervisor, SupervisorList, Tenure
from netral.apps.supervisors.models.recruitment import PollingStation, Recruitment, Vacancy

__all__ = [
    "Absence",
    "Application",
    "ApplicationDocument",
    "ApplicationPart",
    "Dismissal",
    "PollingStation",
    "Posting",
    "Recruitment",
    "StationList",
    "Supervisor",
    "SupervisorList",
    "Tenure",
    "Vacancy",
]

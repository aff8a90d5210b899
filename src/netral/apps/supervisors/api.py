"""The front door of supervisors."""

from netral.apps.supervisors.queries.vacancies import vacancies_open
from netral.apps.supervisors.work import work_of

__all__ = ["vacancies_open", "work_of"]

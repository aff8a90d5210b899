"""The front door of supervisors."""

from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.domain.coverage import Coverage
from netral.apps.supervisors.inputs import Particulars, PostingTerm
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.queries.coverage import coverage_of
from netral.apps.supervisors.queries.postings import postings_during
from netral.apps.supervisors.queries.vacancies import vacancies_open
from netral.apps.supervisors.work import work_of

__all__ = [
    "POSTS",
    "Coverage",
    "Particulars",
    "PostingTerm",
    "coverage_of",
    "post_supervisor",
    "postings_during",
    "vacancies_open",
    "work_of",
]

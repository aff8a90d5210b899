"""The front door of supervisors."""

from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.domain.coverage import Coverage
from netral.apps.supervisors.forms.phones import PhoneField
from netral.apps.supervisors.inputs import Particulars, PostingTerm
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Posting
from netral.apps.supervisors.queries.areas import districts_read
from netral.apps.supervisors.queries.coverage import coverage_of
from netral.apps.supervisors.queries.postings import (
    in_office,
    own_postings,
    posting_for,
    postings_around,
    postings_during,
)
from netral.apps.supervisors.queries.vacancies import vacancies_open
from netral.apps.supervisors.work import work_of

__all__ = [
    "POSTS",
    "Coverage",
    "Particulars",
    "PhoneField",
    "Posting",
    "PostingTerm",
    "coverage_of",
    "districts_read",
    "in_office",
    "own_postings",
    "post_supervisor",
    "posting_for",
    "postings_around",
    "postings_during",
    "vacancies_open",
    "work_of",
]

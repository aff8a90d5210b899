"""The front door of supervisors."""

from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.queries.postings import postings_during

__all__ = ["POSTS", "postings_during"]

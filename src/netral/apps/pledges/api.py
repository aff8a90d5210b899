"""The front door of pledges for other apps."""

from netral.apps.pledges.domain import PledgeCounts
from netral.apps.pledges.events import PLEDGE_SIGNED
from netral.apps.pledges.queries import campaigns_of, coverage_by_regency, coverage_in
from netral.apps.pledges.work import work_of

__all__ = ["PLEDGE_SIGNED", "PledgeCounts", "campaigns_of", "coverage", "coverage_by_regency", "work_of"]


def coverage(region_code: str) -> PledgeCounts:
    """Return how many were invited, read, signed and declined in the newest campaigns of a region: totals only."""
    return coverage_in(region_code)

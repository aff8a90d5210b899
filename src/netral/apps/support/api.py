"""The front door of support."""

from netral.apps.support.queries.facilities import FacilityTotal, facility_totals
from netral.apps.support.queries.incumbents import flag_for
from netral.apps.support.queries.totals import totals
from netral.apps.support.work import work_of

__all__ = [
    "FacilityTotal",
    "facility_totals",
    "flag_for",
    "totals",
    "work_of",
]

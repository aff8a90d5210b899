"""The front door of support."""

from netral.apps.support.queries.facilities import FacilityTotal, facility_totals
from netral.apps.support.work import work_of

__all__ = ["FacilityTotal", "facility_totals", "work_of"]

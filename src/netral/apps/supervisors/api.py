"""The front door of supervisors."""

from netral.apps.supervisors.work import work_of

__all__ = ["work_of"]

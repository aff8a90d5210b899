"""The front door of crossings."""

from netral.apps.crossings.work import work_of

__all__ = ["work_of"]

"""The front door of fieldwork."""

from netral.apps.fieldwork.work import work_of

__all__ = ["work_of"]

"""The front door of learning."""

from netral.apps.learning.work import work_of

__all__ = ["work_of"]

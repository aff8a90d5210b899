"""Django's view of supervisors."""

from importlib import import_module

from django.apps import AppConfig


class SupervisorsConfig(AppConfig):
    """The app of supervisors."""

    name = "netral.apps.supervisors"
    label = "supervisors"
    verbose_name = "Pengawas"

    def ready(self) -> None:
        """Answer for the files of the app."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("comment_evidence", "netral.apps.supervisors.evidence.sees_comment")

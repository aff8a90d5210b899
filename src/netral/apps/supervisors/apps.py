"""Django's view of supervisors."""

from importlib import import_module

from django.apps import AppConfig


class SupervisorsConfig(AppConfig):
    """The app of supervisors."""

    name = "netral.apps.supervisors"
    label = "supervisors"
    verbose_name = "Pengawas"

    def ready(self) -> None:
        """Answer for files."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("supervisor_photo", "netral.apps.supervisors.attachments.sees_supervisor")
        access.answer_for("supervisor_list", "netral.apps.supervisors.attachments.sees_list")
        access.answer_for("station_list", "netral.apps.supervisors.attachments.sees_station_list")
        access.answer_for("application", "netral.apps.supervisors.attachments.sees_application")
        access.answer_for("comment_evidence", "netral.apps.supervisors.evidence.sees_comment")

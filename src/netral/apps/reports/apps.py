"""Django's view of reports."""

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app of reports."""

    name = "netral.apps.reports"
    label = "reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        """Answer for the files of the app."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("evidence", "netral.apps.reports.attachments.sees_report")

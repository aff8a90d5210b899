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
        import_module("netral.apps.reports.attachments")

"""Django's view of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app of reports."""

    name = "netral.apps.reports"
    label = "reports"
    verbose_name = "Laporan"

"""Django's view of cases."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app of cases."""

    name = "netral.apps.cases"
    label = "cases"
    verbose_name = "Perkara"

    def ready(self) -> None:
        """Subscribe to the news from below."""
        recording = import_module("netral.foundation.ledger.recording")
        recording.subscribe("report.filed", "netral.apps.cases.reactions.open_case_of_filed")
        recording.subscribe("report.admitted", "netral.apps.cases.reactions.open_case_of_report")
        recording.subscribe("observation.finding_decided", "netral.apps.cases.reactions.open_case_of_finding")

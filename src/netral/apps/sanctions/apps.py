"""Django's view of sanctions."""

from importlib import import_module

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """The app of sanctions."""

    name = "netral.apps.sanctions"
    label = "sanctions"
    verbose_name = "Sanksi"

    def ready(self) -> None:
        """Subscribe to the news from below, and answer for files."""
        recording = import_module("netral.foundation.ledger.recording")
        recording.subscribe("case.decided", "netral.apps.sanctions.reactions.recommend_to_employer")
        access = import_module("netral.foundation.files.access")
        access.answer_for("decision", "netral.apps.sanctions.attachments.sees_recommendation")

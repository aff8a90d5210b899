"""Django's view of crossings."""

from importlib import import_module

from django.apps import AppConfig


class CrossingsConfig(AppConfig):
    """The app of priority on ferries."""

    name = "netral.apps.crossings"
    label = "crossings"
    verbose_name = "Penyeberangan"

    def ready(self) -> None:
        """Answer for the files of the app, and follow the end of postings."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("crossing_instrument", "netral.apps.crossings.attachments.sees_instrument")
        access.answer_for("plate_photo", "netral.apps.crossings.attachments.sees_plate_photo")
        recording = import_module("netral.foundation.ledger.recording")
        recording.subscribe("supervisor.ended", "netral.apps.crossings.reactions.end_passes_of_posting")

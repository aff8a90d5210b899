"""Django's view of guidance."""

from importlib import import_module

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """The app of guidance."""

    name = "netral.apps.guidance"
    label = "guidance"
    verbose_name = "Petunjuk"

    def ready(self) -> None:
        """Answer for the files of the app."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("correspondence", "netral.apps.guidance.attachments.sees_request")

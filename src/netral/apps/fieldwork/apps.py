"""Django's view of fieldwork."""

from importlib import import_module

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    """The app of fieldwork."""

    name = "netral.apps.fieldwork"
    label = "fieldwork"
    verbose_name = "Amatan lapangan"

    def ready(self) -> None:
        """Answer for the files of the app."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("form_sheet", "netral.apps.fieldwork.attachments.sees_form_sheet")
        access.answer_for("observation", "netral.apps.fieldwork.attachments.sees_observation")

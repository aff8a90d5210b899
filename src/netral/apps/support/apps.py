"""Django's view of support."""

from importlib import import_module

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """The app of support."""

    name = "netral.apps.support"
    label = "support"
    verbose_name = "Dukungan"

    def ready(self) -> None:
        """Answer for the files of the app."""
        access = import_module("netral.foundation.files.access")
        access.answer_for("facility", "netral.apps.support.attachments.sees_loan")
        access.answer_for("bank_list", "netral.apps.support.attachments.sees_bank_list")
        access.answer_for("grant_paper", "netral.apps.support.attachments.sees_grant")

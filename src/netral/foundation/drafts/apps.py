"""Django's view of the drafts."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """The app of what people without an account write before they send it."""

    name = "netral.foundation.drafts"
    label = "drafts"
    verbose_name = "Isian yang belum dikirim"

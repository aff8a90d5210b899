"""Django's view of crossings."""

from django.apps import AppConfig


class CrossingsConfig(AppConfig):
    """The app of priority on ferries."""

    name = "netral.apps.crossings"
    label = "crossings"
    verbose_name = "Penyeberangan"

"""Django's view of elections."""

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    """The app of elections."""

    name = "netral.foundation.elections"
    label = "elections"
    verbose_name = "Pemilihan"

"""Django's view of the seals."""

from django.apps import AppConfig


class SealsConfig(AppConfig):
    """The app of keys, sealed documents and their verification."""

    name = "netral.foundation.seals"
    label = "seals"
    verbose_name = "Segel"

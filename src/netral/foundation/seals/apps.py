"""Django's view of seals."""

from django.apps import AppConfig


class SealsConfig(AppConfig):
    """The app of seals."""

    name = "netral.foundation.seals"
    label = "seals"
    verbose_name = "Segel"

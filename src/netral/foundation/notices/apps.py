"""Django's view of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app of notices."""

    name = "netral.foundation.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"

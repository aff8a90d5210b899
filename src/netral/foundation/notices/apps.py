"""Django's view of the notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app of messages to people, written with what they are about and sent after it is saved."""

    name = "netral.foundation.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"

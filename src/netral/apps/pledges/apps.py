"""Django's view of pledges."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The app of pledges."""

    name = "netral.apps.pledges"
    label = "pledges"
    verbose_name = "Ikrar"

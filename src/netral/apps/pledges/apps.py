"""Django's view of the pledges."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The app of pledge campaigns and signed pledges."""

    name = "netral.apps.pledges"
    label = "pledges"
    verbose_name = "Ikrar"

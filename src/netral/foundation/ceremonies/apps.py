"""Django's view of ceremonies."""

from django.apps import AppConfig


class CeremoniesConfig(AppConfig):
    """The app whose kiosk, pages and bases every ceremony shares; it has no tables of its own."""

    name = "netral.foundation.ceremonies"
    label = "ceremonies"
    verbose_name = "Pelantikan"

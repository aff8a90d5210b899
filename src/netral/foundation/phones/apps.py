"""Django's view of phones."""

from django.apps import AppConfig


class PhonesConfig(AppConfig):
    """The app whose base every enrolled phone shares; it has no tables of its own."""

    name = "netral.foundation.phones"
    label = "phones"

"""Django's view of outreach."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """The app whose bases and pages every call to civil servants shares; it has no tables of its own."""

    name = "netral.foundation.outreach"
    label = "outreach"

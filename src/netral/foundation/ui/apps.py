"""Django app configuration of the interface foundation."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags, tables and form parts shared by every page."""

    name = "netral.foundation.ui"
    label = "ui"

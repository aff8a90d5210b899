"""Django's view of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages that gather several apps."""

    name = "netral.portal"
    label = "portal"
    verbose_name = "Beranda"

"""Django's view of registry."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The app of registry."""

    name = "netral.foundation.registry"
    label = "registry"
    verbose_name = "Daftar ASN"

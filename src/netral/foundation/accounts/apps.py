"""Django's view of the accounts."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app of people, roles and access."""

    name = "netral.foundation.accounts"
    label = "accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        """Listen to what django-allauth changes."""
        import_module("netral.foundation.accounts.reactions")

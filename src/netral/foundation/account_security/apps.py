"""Django's view of the security of accounts."""

from importlib import import_module

from django.apps import AppConfig


class AccountSecurityConfig(AppConfig):
    """The app of the address an account signs in with, and of what its owner is told."""

    name = "netral.foundation.account_security"
    label = "account_security"
    verbose_name = "Keamanan akun"

    def ready(self) -> None:
        """Subscribe to what happens to accounts."""
        import_module("netral.foundation.account_security.reactions")

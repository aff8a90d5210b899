"""Django's view of the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app of people, roles and access."""

    name = "netral.foundation.accounts"
    label = "accounts"
    verbose_name = "Akun"

"""How django-allauth behaves here: no self-made accounts, a lock-out per account and device."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from an institution's administrator, never from a sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

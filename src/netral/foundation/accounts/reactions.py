"""What django-allauth changed on an account is recorded at once."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.dispatch import receiver

from netral.foundation.accounts.actions import record_change
from netral.foundation.accounts.events import PASSWORD_CHANGED, PASSWORD_RESET
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_without_role


@receiver(password_changed)
def record_password_change(user: User, **_: Any) -> None:
    """Record a password changed by whoever knew the old one."""
    record_change(user=user, change=PASSWORD_CHANGED, by=actor_without_role(user))


@receiver(password_reset)
def record_password_reset(user: User, **_: Any) -> None:
    """Record a password made with a link that was mailed."""
    record_change(user=user, change=PASSWORD_RESET, by=actor_without_role(user))

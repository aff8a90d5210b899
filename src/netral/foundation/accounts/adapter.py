"""How django-allauth behaves here: no self-made accounts, and a hold per account and device."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from netral.foundation.accounts.actions import ask_reset, clear_failures, count_failure
from netral.foundation.accounts.devices import failures_key, remember_device
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import held_until, is_unchanged, wait_for_other_attempts
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.ledger.clock import now

_RESET_MAIL = "account/email/password_reset_key"
_RESET_MAILS = {_RESET_MAIL, "account/email/unknown_account"}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from an institution's administrator, never from a sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        until = held_until(failures_key(request, _email(credentials)))
        if until is not None:
            minutes = max(1, round((until - now()).total_seconds() / 60))
            raise ValidationError(
                _(
                    "Sandi salah terlalu sering, jadi masuk dengan akun ini dari perangkat ini ditahan. "
                    "Coba lagi dalam %(minutes)s menit, atau atur ulang sandi."
                )
                % {"minutes": minutes}
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        key = failures_key(request, _email(credentials))
        # Many at once would all be judged before the first of them is counted.
        with transaction.atomic():
            wait_for_other_attempts(key)
            user: User | None = super().authenticate(request, **credentials)
            if user is not None:
                clear_failures(key=key, user=user, by=PUBLIC)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        count_failure(key=failures_key(request, _email(credentials)), by=PUBLIC)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix in _RESET_MAILS:
            # One rule for addresses with and without an account, so that nobody learns which have one.
            ask_reset(address=email, by=PUBLIC)
        user = context.get("user")
        if template_prefix == _RESET_MAIL and user is not None and user.email != email.strip().lower():
            # A row of allauth's own table may name an address that the account no longer has.
            return
        super().send_mail(template_prefix, email, context)

    def set_password(self, user: User, password: str) -> None:
        # Allauth would write the whole row as it was read, over a change of address that came in between.
        with transaction.atomic():
            if not is_unchanged(user):
                raise PermissionDenied
            user.set_password(password)
            user.save(update_fields=["password"])

    def post_login(self, request: HttpRequest, user: User, **context: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **context)
        remember_device(request, response, user.email)
        return response

    def _rollback_login_failed_rl_usage(self) -> None:
        """Do nothing: allauth's own count per address is not used."""


def _email(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")

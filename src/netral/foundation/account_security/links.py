"""The two links of a changed address: one confirms it at the new address, one takes it back at the old address."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from netral.foundation.accounts.models import User
from netral.foundation.notices.links import SecretLink, opened

CONFIRM_WITHIN = timedelta(days=1)
RESTORE_WITHIN = timedelta(days=7)
_CONFIRM, _RESTORE = "account_confirm_address", "account_restore_address"


@dataclass(frozen=True)
class Change:
    """The account of a link, and the address the link gives it."""

    user: User
    address: str


def confirmation_link(user: User, address: str) -> SecretLink:
    """Return the link that makes an address the account's; it dies with the password and with the old address."""
    return SecretLink(_CONFIRM, (str(user.pk), address, _state(user)))


def restoring_link(user: User, address: str) -> SecretLink:
    """Return the link that gives an account its former address back; it outlives a change of the password."""
    return SecretLink(_RESTORE, (str(user.pk), address))


def confirmed_by(token: str) -> Change | None:
    """Return what a link confirms; nothing when it is old, used, or not ours."""
    said = opened(_CONFIRM, token, CONFIRM_WITHIN)
    user = _user(said[0]) if said else None
    return Change(user, said[1]) if said and user is not None and said[2] == _state(user) else None


def restored_by(token: str) -> Change | None:
    """Return what a link takes back; nothing when it is old, not ours, or the account has that address already."""
    said = opened(_RESTORE, token, RESTORE_WITHIN)
    user = _user(said[0]) if said else None
    return Change(user, said[1]) if said and user is not None and user.email != said[1] else None


def password_link() -> str:
    """Return the page where whoever has the account's mail makes a new password."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('account_reset_password')}"


def _user(ident: str) -> User | None:
    return User.objects.filter(pk=ident, is_active=True).first()


def _state(user: User) -> str:
    return salted_hmac(_CONFIRM, f"{user.email}\0{user.password}", algorithm="sha256").hexdigest()

"""The two links of a changed address: one confirms it at the new address, one takes it back at the old address."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from netral.foundation.accounts.models import User

CONFIRM_WITHIN = timedelta(days=1)
RESTORE_WITHIN = timedelta(days=7)
_CONFIRM, _RESTORE = "netral.account_security.confirm", "netral.account_security.restore"


@dataclass(frozen=True)
class Change:
    """The account of a link, and the address the link gives it."""

    user: User
    address: str


def confirmation_link(user: User, address: str) -> str:
    """Return the link that makes an address the account's; it dies with the password and with the old address."""
    token = signing.dumps([str(user.pk), address, _state(user)], salt=_CONFIRM)
    return _absolute("account_confirm_address", token)


def restoring_link(user: User, address: str) -> str:
    """Return the link that gives an account its former address back; it outlives a change of the password."""
    return _absolute("account_restore_address", signing.dumps([str(user.pk), address], salt=_RESTORE))


def confirmed_by(token: str) -> Change | None:
    """Return what a link confirms; nothing when it is old, used, or not ours."""
    opened = _opened(token, _CONFIRM, CONFIRM_WITHIN)
    if opened is None or len(opened) != len(("account", "address", "state")):
        return None
    user = _user(opened[0])
    return Change(user, opened[1]) if user is not None and opened[2] == _state(user) else None


def restored_by(token: str) -> Change | None:
    """Return what a link takes back; nothing when it is old, not ours, or the account has that address already."""
    opened = _opened(token, _RESTORE, RESTORE_WITHIN)
    user = _user(opened[0]) if opened else None
    return Change(user, opened[1]) if opened and user is not None and user.email != opened[1] else None


def password_link() -> str:
    """Return the page where whoever has the account's mail makes a new password."""
    return _absolute("account_reset_password")


def _opened(token: str, salt: str, within: timedelta) -> list[str] | None:
    try:
        return [str(part) for part in signing.loads(token, salt=salt, max_age=within)]
    except signing.BadSignature:
        return None


def _user(ident: str) -> User | None:
    return User.objects.filter(pk=ident, is_active=True).first()


def _state(user: User) -> str:
    return salted_hmac(_CONFIRM, f"{user.email}\0{user.password}", algorithm="sha256").hexdigest()


def _absolute(route: str, *parts: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(route, args=parts)}"

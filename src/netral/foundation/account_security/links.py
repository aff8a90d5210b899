"""The two links of a changed address: one confirms it at the new address, one takes it back at the old address."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from netral.foundation.accounts.links import absolute
from netral.foundation.accounts.models import User
from netral.foundation.notices.links import SecretLink, opened

CONFIRM_WITHIN = timedelta(days=1)
RESTORE_WITHIN = timedelta(days=7)
_CONFIRM, _RESTORE = "account_confirm_address", "account_restore_address"
_PARTS = 3


@dataclass(frozen=True)
class Change:
    """The account of a link, the address the link gives it, and what the link is measured by."""

    user: User
    address: str
    mark: str


def confirmation_link(user: User, address: str) -> SecretLink:
    """Return the link that makes an address the account's; it dies with the password and every change of address."""
    return SecretLink(_CONFIRM, (str(user.pk), address, _state(user)))


def restoring_link(user: User, address: str, change: UUID) -> SecretLink:
    """Return the link that undoes a change of the address; it outlives a change of the password and later changes."""
    return SecretLink(_RESTORE, (str(user.pk), address, str(change)))


def confirmed_by(token: str) -> Change | None:
    """Return what a link confirms; nothing when it is old, used, or not ours."""
    change = _change(_CONFIRM, token, CONFIRM_WITHIN)
    return change if change is not None and confirms(change.user, change.mark) else None


def restored_by(token: str) -> Change | None:
    """Return what a link takes back; nothing when it is old, used, not ours, or of a change that was undone."""
    change = _change(_RESTORE, token, RESTORE_WITHIN)
    return change if change is not None and undone_by(change.user, change.mark) is not None else None


def confirms(user: User, mark: str) -> bool:
    """Say whether an account is still as it was when a confirmation link was made."""
    return constant_time_compare(mark, _state(user))


def undone_by(user: User, mark: str) -> int | None:
    """Return which of an account's changes a restoring link undoes, counted from the oldest; nothing when none."""
    marks = [str(change) for change in user.address_changes]
    return marks.index(mark) if mark in marks else None


def password_link() -> str:
    """Return the page where whoever has the account's mail makes a new password."""
    return absolute(reverse("account_reset_password"))


def _user(ident: str) -> User | None:
    return User.objects.filter(pk=ident, is_active=True).first()


def _change(route: str, token: str, within: timedelta) -> Change | None:
    said = opened(route, token, within)
    # Links made before changes were marked say one thing less.
    if said is None or len(said) != _PARTS:
        return None
    user = _user(said[0])
    return Change(user, said[1], said[2]) if user is not None else None


def _state(user: User) -> str:
    parts = (user.email, user.password, *map(str, user.address_changes))
    return salted_hmac(_CONFIRM, "\0".join(parts), algorithm="sha256").hexdigest()

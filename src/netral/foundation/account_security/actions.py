"""Changing the address an account signs in with: asked for, confirmed at the new one, taken back from the old one."""

from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from netral.foundation.account_security.events import EMAIL_CHANGED, EMAIL_REQUESTED, EMAIL_RESTORED
from netral.foundation.account_security.links import (
    Change,
    confirmation_link,
    confirms,
    password_link,
    restoring_link,
    undone_by,
)
from netral.foundation.accounts.events import FACTOR_REMOVED
from netral.foundation.accounts.models import User
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import notify


class AddressRefused(ValueError):
    """An address cannot become the account's."""


class LinkVoid(ValueError):
    """A link was used, or the account is not as it was when the link was made."""


@action
def request_email_change(*, user: User, address: str, by: Actor) -> None:
    """Send a link to the new address, and tell the present one; nothing changes before the link is opened.

    An address that another account has gets no link, and whoever asks does not learn why.
    """
    event = record(EMAIL_REQUESTED, subject=user, by=by)
    context = {"name": user.name, "at": now(), "password": password_link()}
    notify(
        to=user.email,
        template="account_security/email_requested",
        context=context,
        key=f"email-requested-{event.pk}",
        by=by,
    )
    if not _taken(user, address):
        confirm = {**context, "link": confirmation_link(user, address)}
        notify(to=address, template="account_security/email_confirm", context=confirm, key=f"email-{event.pk}", by=by)


@action
def change_email(*, change: Change, by: Actor) -> None:
    """Make an address the only one of the account, sign it out everywhere, and tell the old address.

    Raises:
        LinkVoid: the account changed since the link was made.
        AddressRefused: another account has taken the address by now.
    """
    user = _locked(change.user)
    if not confirms(user, change.mark):
        raise LinkVoid
    before, undoable = user.email, uuid4()
    user.address_changes = [*user.address_changes, undoable]
    _give(user, change.address)
    event = record(EMAIL_CHANGED, subject=user, by=by)
    context = {"name": user.name, "at": now(), "link": restoring_link(user, before, undoable)}
    notify(to=before, template="account_security/email_changed", context=context, key=f"email-old-{event.pk}", by=by)


@action
def restore_email(*, change: Change, by: Actor) -> None:
    """Undo a change of the address and all after it, and void password and second factors, which may be a thief's.

    The links that would undo older changes stay: whoever had the account first has the last word.

    Raises:
        LinkVoid: the link was used, or the change it undoes was undone by another.
        AddressRefused: another account has taken the address by now.
    """
    user = _locked(change.user)
    position = undone_by(user, change.mark)
    if position is None:
        raise LinkVoid
    before = user.email
    user.address_changes = user.address_changes[:position]
    user.set_unusable_password()
    _give(user, change.address)
    # All of them, because a thief may have added hers before she changed the address.
    if Authenticator.objects.filter(user=user).delete()[0]:
        record(FACTOR_REMOVED, subject=user, by=by)
    event = record(EMAIL_RESTORED, subject=user, by=by)
    context = {"name": user.name, "at": now(), "password": password_link()}
    for number, told in enumerate(dict.fromkeys((before, change.address))):
        notify(
            to=told,
            template="account_security/email_restored",
            context=context,
            key=f"email-restored-{number}-{event.pk}",
            by=by,
        )


def _locked(user: User) -> User:
    # Two links opened at once, or a link and a new password, must not each overlook the other.
    return User.objects.select_for_update().get(pk=user.pk)


def _taken(user: User, address: str) -> bool:
    elsewhere = EmailAddress.objects.filter(email=address).exclude(user=user).exists()
    return elsewhere or User.objects.filter(email=address).exclude(pk=user.pk).exists()


def _give(user: User, address: str) -> None:
    if _taken(user, address):
        raise AddressRefused(_("Alamat ini sudah dipakai akun lain. Ganti ke alamat lain dari halaman keamanan akun."))
    # Rows of allauth's own table would go on opening the account by another address.
    EmailAddress.objects.filter(user=user).delete()
    user.email = address
    user.save(update_fields=["email", "password", "address_changes"])
    for session in UserSession.objects.filter(user=user):
        session.end()

"""Changing the address an account signs in with: asked for, confirmed at the new one, taken back from the old one."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from netral.foundation.account_security.events import EMAIL_CHANGED, EMAIL_REQUESTED, EMAIL_RESTORED
from netral.foundation.account_security.links import confirmation_link, password_link, restoring_link
from netral.foundation.accounts.models import User
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import notify


class AddressRefused(ValueError):
    """An address cannot become the account's."""


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
def change_email(*, user: User, address: str, by: Actor) -> None:
    """Make an address the only one of the account, sign it out everywhere, and tell the old address.

    Raises:
        AddressRefused: another account has taken the address by now.
    """
    before = user.email
    _give(user, address)
    event = record(EMAIL_CHANGED, subject=user, by=by)
    context = {"name": user.name, "at": now(), "link": restoring_link(user, before)}
    notify(to=before, template="account_security/email_changed", context=context, key=f"email-old-{event.pk}", by=by)


@action
def restore_email(*, user: User, address: str, by: Actor) -> None:
    """Give an account its former address back and void its password, which somebody else may know.

    Raises:
        AddressRefused: another account has taken the address by now.
    """
    before = user.email
    _give(user, address)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    event = record(EMAIL_RESTORED, subject=user, by=by)
    context = {"name": user.name, "at": now(), "password": password_link()}
    for number, told in enumerate((before, address)):
        notify(
            to=told,
            template="account_security/email_restored",
            context=context,
            key=f"email-restored-{number}-{event.pk}",
            by=by,
        )


def _taken(user: User, address: str) -> bool:
    elsewhere = EmailAddress.objects.filter(email=address).exclude(user=user).exists()
    return elsewhere or User.objects.filter(email=address).exclude(pk=user.pk).exists()


def _give(user: User, address: str) -> None:
    if _taken(user, address):
        raise AddressRefused(_("Alamat ini sudah dipakai akun lain. Ganti ke alamat lain dari halaman keamanan akun."))
    # Rows of allauth's own table would go on opening the account by another address.
    EmailAddress.objects.filter(user=user).delete()
    user.email = address
    user.save(update_fields=["email"])
    for session in UserSession.objects.filter(user=user):
        session.end()

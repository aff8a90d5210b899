"""What an account's owner is told when something about signing in changes."""

from netral.foundation.account_security.links import password_link
from netral.foundation.accounts.events import GRAVE_CHANGES
from netral.foundation.accounts.models import User
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import on
from netral.foundation.notices.actions import notify


def _tell_owner_of(kind: EventKind) -> None:
    """Let an account's owner hear of every change of a kind, at the address that was and is hers."""

    @on(kind)
    def tell_owner(event: Event) -> None:
        user = User.objects.get(pk=event.subject_id)
        context = {"name": user.name, "change": kind.label, "at": event.at, "password": password_link()}
        notify(to=user, template="account_security/changed", context=context, key=f"account-{event.pk}", by=SYSTEM)


for _kind in GRAVE_CHANGES:
    _tell_owner_of(_kind)

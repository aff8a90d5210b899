"""What custody does when something happens elsewhere: institutions appear, roles end, passwords are reset."""

from typing import Any

from allauth.account.signals import password_reset
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from netral.foundation.accounts.events import ROLE_ENDED
from netral.foundation.accounts.models import Membership, User
from netral.foundation.accounts.queries import actor_without_role
from netral.foundation.accounts.roles import roles
from netral.foundation.custody import sessions
from netral.foundation.custody.actions.access import revoke_access
from netral.foundation.custody.actions.initial_keys import entrust_many
from netral.foundation.custody.actions.members import discard_member_key
from netral.foundation.custody.domain import READ
from netral.foundation.custody.events import GRAVE_CHANGES
from netral.foundation.custody.post_login import tell_of_change
from netral.foundation.custody.queries import holds_any, member_key_of, readers_of
from netral.foundation.institutions.events import INSTITUTIONS_SEEDED
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import on


@on(INSTITUTIONS_SEEDED)
def entrust_first_keys(event: Event) -> None:
    """Make the first keys of new institutions that receive reports, so that no reporter waits for one."""
    kinds = {kind for role in roles().values() if READ in role.permissions for kind in role.institution_kinds}
    without = Institution.objects.filter(kind__in=kinds, custody_keys=None)
    if institutions := list(without):
        entrust_many(institutions=institutions, by=SYSTEM)


@on(ROLE_ENDED)
def take_keys_back(event: Event) -> None:
    """Take the keys from somebody whose role is over; one that ends later is found by the hourly look."""
    ended = Membership.objects.select_related("institution", "user").get(pk=event.subject_id)
    still_there = ended.user_id in {user.pk for user in readers_of(ended.institution_id)}
    if not still_there and holds_any(ended.user, ended.institution_id):
        revoke_access(institution=ended.institution, users=[ended.user], by=SYSTEM)


def _tell_of(kind: EventKind) -> None:
    """Let everybody who holds an institution's key hear of every change of a kind."""

    @on(kind)
    def tell(event: Event) -> None:
        tell_of_change(event, str(kind.label))


for _change in GRAVE_CHANGES:
    _tell_of(_change)


@receiver(password_reset)
def discard_lost_key(request: HttpRequest, user: User, **_: Any) -> None:
    """Throw away the key that the lost password locked; the next sign-in makes another."""
    if (lost := member_key_of(user)) is not None:
        discard_member_key(member=lost, by=actor_without_role(user))


@receiver(user_logged_out)
def forget_keys(request: HttpRequest | None, **_: Any) -> None:
    """Let the opened key go with the session."""
    if request is not None:
        sessions.forget(request)

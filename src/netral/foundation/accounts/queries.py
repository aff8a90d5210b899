"""Who a signed-in person is today: her memberships, and the actor that follows from the one she uses."""

import zlib
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import F, Q, QuerySet

from netral.foundation.accounts.domain import Failures
from netral.foundation.accounts.models import Membership, Outcome, RoleRequest, SignInFailures, User
from netral.foundation.institutions.queries import reader_path
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today

# The first of two numbers of each of these locks among all advisory locks of the database.
_ATTEMPTS = 0x4E657445


def current_day() -> date:
    """Return the day it is where the site is kept."""
    return today(ZoneInfo(settings.TIME_ZONE))


def memberships_on(user: User, day: date) -> QuerySet[Membership]:
    """Return the memberships of a person that hold on a day, in institutions that exist then."""
    return (
        Membership.objects.filter(user=user, valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gte=day))
        .filter(Q(institution__valid_to=None) | Q(institution__valid_to__gte=day))
        .select_related("institution", "user")
        .order_by("institution__path", "role_code")
    )


def holding_on(day: date) -> QuerySet[Membership]:
    """Return every membership that holds on a day, of people who may sign in."""
    held = Membership.objects.filter(valid_from__lte=day, user__is_active=True)
    return held.filter(Q(valid_to=None) | Q(valid_to__gte=day)).select_related("user", "institution")


def open_requests(day: date) -> QuerySet[RoleRequest]:
    """Return the roles that still wait for a second person on a day, the oldest first."""
    waiting = RoleRequest.objects.filter(outcome=Outcome.OPEN, answer_by__gte=day)
    return waiting.select_related("user", "asked_by", "institution").order_by("asked_at")


def membership_in_use(user: User, chosen: str, day: date) -> Membership | None:
    """Return the membership a person chose, or her first one."""
    held = list(memberships_on(user, day))
    return next((membership for membership in held if str(membership.pk) == chosen), held[0] if held else None)


def actor_from(membership: Membership) -> Actor:
    """Return the actor that a membership makes of its holder."""
    return Actor(
        kind="staff",
        id=str(membership.user_id),
        label=f"{membership.user.name}, {membership.role.label}, {membership.institution.name}",
        institution_id=membership.institution_id,
        paths=(reader_path(membership.institution),),
        role=membership.role_code,
        permissions=membership.role.permissions,
    )


def user_of(actor: Actor) -> User:
    """Return the person behind an actor of the staff.

    Raises:
        User.DoesNotExist: the actor is no person with an account.
    """
    return User.objects.get(pk=actor.id) if actor.kind == "staff" else User.objects.none().get()


def actor_without_role(user: User) -> Actor:
    """Return the actor for a person who holds no role today: signed in, but with nothing to see."""
    return Actor(kind="staff", id=str(user.pk), label=user.name)


def staff_of(institution_id: UUID, permission: str, day: date) -> list[User]:
    """Return the people of an institution who hold a permission on a day."""
    current = holding_on(day).filter(institution_id=institution_id)
    return [membership.user for membership in current if permission in membership.role.permissions]


def is_unchanged(user: User) -> bool:
    """Say whether an account still has the address and password it was read with, and let no other change them.

    It locks the account's row until the transaction ends.
    """
    fresh = User.objects.select_for_update().get(pk=user.pk)
    return (fresh.email, fresh.password) == (user.email, user.password)


def wait_for_other_attempts(key: str) -> None:
    """Let one attempt at a time judge a password under a key of failures, until the transaction ends."""
    # Without a row there is nothing to lock before the first failure. PostgreSQL takes two signed numbers of 32 bits.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ATTEMPTS, zlib.crc32(key.encode()) - 2**31])


def held_until(key: str) -> datetime | None:
    """Return until when sign-in is held back for an account on a device, if it is."""
    row = SignInFailures.objects.filter(key=key).first()
    return row.held_until if row and Failures(row.count, row.since, row.held_until).held(now()) else None


def people_of(institution_id: UUID) -> QuerySet[Membership]:
    """Return every membership there is or was in an institution, those that hold first."""
    return (
        Membership.objects.filter(institution_id=institution_id)
        .select_related("user", "institution")
        .order_by(F("valid_to").desc(nulls_first=True), "user__name")
    )

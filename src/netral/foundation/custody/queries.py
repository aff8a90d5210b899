"""Who holds which key, who waits for one, and what is left to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import staff_of
from netral.foundation.custody.domain import READ
from netral.foundation.custody.models import InstitutionKey, KeyGrant, MemberKey
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import today


@dataclass(frozen=True)
class Member:
    """Somebody who may read an institution's reports, and whether she can."""

    user: User
    state: Literal["has", "waits", "never"]
    grant: KeyGrant | None = None


def key_in_use(institution_id: UUID) -> InstitutionKey | None:
    """Return the key to which an institution's secrets are sealed now, if it has one."""
    return InstitutionKey.objects.filter(institution_id=institution_id, retired_at=None).first()


def member_key_of(user: User | UUID) -> MemberKey | None:
    """Return a person's own key, if she has signed in with a password before."""
    user_id = user.pk if isinstance(user, User) else user
    return MemberKey.objects.filter(user_id=user_id, replaced_at=None).first()


def grants_of(key: InstitutionKey) -> QuerySet[KeyGrant]:
    """Return to whom a generation was given; needs sight of the institution's rows."""
    return KeyGrant.objects.filter(key=key).select_related("member_key__user")


def readers_of(institution_id: UUID) -> list[User]:
    """Return the people who may read the institution's reports today, each once, by name."""
    found = {user.pk: user for user in staff_of(institution_id, READ, current_day())}
    return sorted(found.values(), key=lambda user: user.name)


def holders_of(key: InstitutionKey) -> list[MemberKey]:
    """Return the own keys of those who hold a generation and may still read; needs sight of the rows."""
    present = {user.pk for user in readers_of(key.institution_id)}
    grants = grants_of(key).filter(member_key__replaced_at=None)
    return [grant.member_key for grant in grants if grant.member_key.user_id in present]


def holds_any(user: User, institution_id: UUID) -> bool:
    """Say whether a person holds any generation of an institution's key."""
    with elevated("whether a key must be taken back does not depend on who asks"):
        return KeyGrant.objects.filter(key__institution_id=institution_id, member_key__user=user).exists()


def members_of(key: InstitutionKey) -> list[Member]:
    """Return everybody who may read, those with access first; needs sight of the institution's rows."""
    grants = {grant.member_key.user_id: grant for grant in grants_of(key)}
    readers = readers_of(key.institution_id)
    keyed = set(MemberKey.objects.filter(user__in=readers, replaced_at=None).values_list("user_id", flat=True))
    members = list(_members(readers, grants, keyed))
    return sorted(members, key=lambda member: ("has", "waits", "never").index(member.state))


def departed_grants() -> list[KeyGrant]:
    """Return grants of people who may no longer read there; needs sight of every row."""
    grants = KeyGrant.objects.select_related("key__institution", "member_key__user").order_by("key__institution")
    readers: dict[UUID, set[UUID]] = {}
    gone = []
    for grant in grants:
        institution_id = grant.key.institution_id
        if institution_id not in readers:
            readers[institution_id] = {user.pk for user in readers_of(institution_id)}
        if grant.member_key.user_id not in readers[institution_id]:
            gone.append(grant)
    return gone


def _members(readers: list[User], grants: dict[UUID, KeyGrant], keyed: set[UUID]) -> Iterator[Member]:
    for user in readers:
        if user.pk in grants:
            yield Member(user, "has", grants[user.pk])
        else:
            yield Member(user, "waits" if user.pk in keyed else "never")


def current_day() -> date:
    """Return the day it is where the site is kept."""
    return today(ZoneInfo(settings.TIME_ZONE))

"""Who is who when a role is given, and who could approve it: rows read into what `domain` decides on."""

from datetime import date

from allauth.account.models import EmailAddress

from netral.foundation.accounts.domain import Identity
from netral.foundation.accounts.models import Membership, RoleRequest, User
from netral.foundation.accounts.queries import holding_on, open_requests
from netral.foundation.accounts.roles import Role
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor


def identity_of(user: User) -> Identity:
    """Return what is known of who a person is: her account, her addresses, her name."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return Identity.of(str(user.pk), user.name, [user.email, *proven])


def approvers_of(asked: RoleRequest, day: date) -> list[Membership]:
    """Return the memberships that may approve a role: of the institution itself, or else of the nearest one above."""
    return approvers_for(asked.role, asked.institution, day, besides={asked.user_id, asked.asked_by_id})


def approvers_for(role: Role, institution: Institution, day: date, besides: set[object]) -> list[Membership]:
    """Return who may approve a role in an institution on a day, leaving out whom it concerns."""
    parts = institution.path.split(".")
    for depth in range(len(parts), 0, -1):
        place = Institution.objects.filter(path=".".join(parts[:depth])).first()
        held = list(holding_on(day).filter(institution=place, role_code__in=role.approved_by)) if place else []
        if fitting := [each for each in held if each.user_id not in besides]:
            return fitting
    return []


def requests_for(actor: Actor, day: date) -> list[RoleRequest]:
    """Return the roles that wait for an actor, in the role and institution she works in."""
    here = (actor.id, actor.institution_id, actor.role)
    return [
        asked
        for asked in open_requests(day)
        if here in {(str(each.user_id), each.institution_id, each.role_code) for each in approvers_of(asked, day)}
    ]

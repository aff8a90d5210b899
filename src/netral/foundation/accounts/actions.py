"""Creating accounts and giving or ending roles."""

from datetime import date

from netral.foundation.accounts.events import ACCOUNT_CREATED, ROLE_ENDED, ROLE_GRANTED
from netral.foundation.accounts.models import Membership, User
from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


class RoleRefused(ValueError):
    """A role does not exist, or does not belong in that kind of institution."""


@action
def create_account(*, email: str, name: str, password: str | None, by: Actor) -> User:
    """Create an account without any role; without a password its holder sets one by e-mail."""
    user = User.objects.create_user(email, password, name=name, joined_at=now())
    record(ACCOUNT_CREATED, subject=user, by=by)
    return user


@action
def grant_role(*, user: User, institution: Institution, role_code: str, valid_from: date, by: Actor) -> Membership:
    """Give a person a role in an institution from a day on.

    Raises:
        RoleRefused: there is no such role, or it does not belong in that kind of institution.
    """
    role = roles().get(role_code)
    if role is None or institution.kind not in role.institution_kinds:
        raise RoleRefused(
            f"Peran {role_code!r} tidak ada di lembaga jenis {institution.get_kind_display()}. Pilih peran lain."
        )
    membership = Membership.objects.create(
        user=user, institution=institution, role_code=role_code, valid_from=valid_from
    )
    record(ROLE_GRANTED, subject=membership, by=by, data={"role": role_code, "institution": institution.path})
    return membership


@action
def end_role(*, membership: Membership, valid_to: date, by: Actor) -> None:
    """End a role after a day; its holder loses sight of the institution's rows."""
    membership.valid_to = valid_to
    membership.save()
    record(ROLE_ENDED, subject=membership, by=by, data={"role": membership.role_code, "valid_to": valid_to})

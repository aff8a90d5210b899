"""Creating accounts, giving or ending roles, and holding back sign-ins after wrong passwords."""

from datetime import date

from django.utils.translation import gettext as _

from netral.foundation.accounts.domain import Failures
from netral.foundation.accounts.events import (
    ACCOUNT_CREATED,
    PASSWORD_ACCEPTED,
    PERSON_INVITED,
    ROLE_ENDED,
    ROLE_GRANTED,
    SIGN_IN_FAILED,
    SIGN_IN_HELD,
)
from netral.foundation.accounts.models import Membership, SignInFailures, User
from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
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
            _("Peran %(role)s tidak ada di lembaga jenis %(kind)s. Pilih peran lain.")
            % {"role": role_code, "kind": institution.get_kind_display()}
        )
    membership = Membership.objects.create(
        user=user, institution=institution, role_code=role_code, valid_from=valid_from
    )
    record(ROLE_GRANTED, subject=membership, by=by, data={"role": role_code, "institution": institution.path})
    return membership


@action
def invite(
    *, email: str, name: str, institution: Institution, role_code: str, valid_from: date, by: Actor
) -> Membership:
    """Give a person a role, creating her account when her address has none yet.

    Raises:
        RoleRefused: there is no such role in that institution, or she holds it already.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = create_account(email=email, name=name, password=None, by=by)
    if Membership.objects.filter(user=user, institution=institution, role_code=role_code, valid_to=None).exists():
        raise RoleRefused(_("%(name)s sudah memegang peran itu di lembaga ini.") % {"name": user.name})
    membership = grant_role(user=user, institution=institution, role_code=role_code, valid_from=valid_from, by=by)
    record(PERSON_INVITED, subject=membership, by=by)
    return membership


@action
def end_role(*, membership: Membership, valid_to: date, by: Actor) -> None:
    """End a role after a day; its holder loses sight of the institution's rows."""
    membership.valid_to = valid_to
    membership.save()
    record(ROLE_ENDED, subject=membership, by=by, data={"role": membership.role_code, "valid_to": valid_to})


@action
def count_failure(*, key: str, by: Actor) -> None:
    """Count one more wrong password for an account on a device, and hold it back after too many."""
    row = SignInFailures.objects.select_for_update().filter(key=key).first()
    before = Failures(row.count, row.since, row.held_until) if row else Failures(0, now())
    after = before.after_another(now())
    SignInFailures.objects.update_or_create(
        key=key, defaults={"count": after.count, "since": after.since, "held_until": after.held_until}
    )
    kind = SIGN_IN_FAILED if after.held_until is None else SIGN_IN_HELD
    record(kind, subject=("accounts.signin", key[:16]), by=by, data={"count": after.count})


@action
def clear_failures(*, key: str, user: User, by: Actor) -> None:
    """Forget the wrong passwords of an account on a device once its password was right."""
    SignInFailures.objects.filter(key=key).delete()
    record(PASSWORD_ACCEPTED, subject=user, by=by)


@action
def record_change(*, user: User, change: EventKind, by: Actor) -> None:
    """Record what was changed about signing in to an account; django-allauth wrote it in the same transaction."""
    record(change, subject=user, by=by)

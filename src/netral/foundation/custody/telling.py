"""Colleagues are told that somebody waits for access."""

from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import staff_of
from netral.foundation.custody.domain import KEEP
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import current_day, holders_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.notices.actions import notify


def tell_colleagues(waiting: User, key: InstitutionKey, by: Actor) -> int:
    """Tell those who can let her in, once for each generation; return how many can. Needs sight of the rows."""
    holding = {member.user_id for member in holders_of(key)}
    keepers = {user.pk: user for user in staff_of(key.institution_id, KEEP, current_day()) if user.pk in holding}
    for user in keepers.values():
        notify(
            to=user,
            template="custody/waiting",
            context={"name": user.name, "waiting": waiting.name, "institution": key.institution.name},
            key=f"custody-waiting-{key.pk}-{waiting.pk}-{user.pk}",
            by=by,
        )
    return len(keepers)

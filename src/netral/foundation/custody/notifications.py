"""Colleagues are told that somebody waits for access, and what became of the key they hold."""

from netral.foundation.account_security.links import password_link
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import staff_of
from netral.foundation.custody.domain import KEEP
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import current_day, holders_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.models import Event
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


def tell_of_change(event: Event, change: str) -> None:
    """Tell whoever holds a key what became of it, and whoever did it or was let in or out."""
    with elevated("everybody who holds a key hears what becomes of it, whoever acts"):
        key = InstitutionKey.objects.select_related("institution").get(pk=event.subject_id)
        holding = {str(member.user_id) for member in holders_of(key)}
    kind, _, actor = event.actor.partition(":")
    member = str(event.data.get("member", ""))
    people = {*holding, *filter(None, (member, actor if kind == "staff" else ""))}
    users = {str(user.pk): user for user in User.objects.filter(pk__in=people)}
    context = {
        "institution": key.institution.name,
        "change": change,
        "at": event.at,
        "who": event.actor_label,
        "member": users[member].name if member and member != actor else "",
        "password": password_link(),
    }
    for ident, user in users.items():
        notify(
            to=user,
            template="custody/changed",
            context={**context, "name": user.name},
            key=f"custody-changed-{event.pk}-{ident}",
            by=SYSTEM,
        )

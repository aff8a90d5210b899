"""What somebody's keys need when she has just signed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from netral.foundation.account_security.links import password_link
from netral.foundation.accounts.access import actor_of
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import staff_of
from netral.foundation.custody.domain import KEEP, READ, KeyClosed
from netral.foundation.custody.keyring import opened_pair
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import current_day, holders_of, key_in_use
from netral.foundation.custody.renewal import settle
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.models import Event
from netral.foundation.notices.actions import notify


def arrive(request: HttpRequest, *, first: bool) -> HttpResponse | None:
    """Lead her to the page of the key, tell her colleagues that she waits, or finish what a replaced key left."""
    actor = actor_of(request)
    if actor.institution_id is None or not actor.may(READ):
        return None
    key = key_in_use(actor.institution_id)
    if key is None or key.is_entrusted:
        return _invite_to_take_over(request, first=first) if actor.may(KEEP) else None
    try:
        opened_pair(key)
    except KeyClosed:
        _wait(request, key)
    else:
        settle(Institution.objects.get(pk=actor.institution_id), actor)
    return None


def _invite_to_take_over(request: HttpRequest, *, first: bool) -> HttpResponse | None:
    if first:
        return redirect("custody_key")
    messages.info(
        request,
        _("Kunci laporan lembaga Anda masih dititipkan pada sistem. Ambil alih di halaman Kunci laporan."),
    )
    return None


def _wait(request: HttpRequest, key: InstitutionKey) -> None:
    told = tell_colleagues(request.user, key, actor_of(request)) if isinstance(request.user, User) else 0
    if told:
        text = _("Anda belum dapat membaca laporan. Rekan yang memegang kunci sudah diberi tahu bahwa Anda menunggu.")
    else:
        text = _("Anda belum dapat membaca laporan, dan tidak ada rekan yang memegang kunci. Buka Kunci laporan.")
    messages.info(request, text)


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
    kind, __, actor = event.actor.partition(":")
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

"""What somebody's keys need when she has just signed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from netral.foundation.accounts.access import actor_of
from netral.foundation.accounts.models import User
from netral.foundation.custody.domain import KEEP, READ, KeyClosed
from netral.foundation.custody.keyring import opened_pair
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.notifications import tell_colleagues
from netral.foundation.custody.queries import key_in_use
from netral.foundation.custody.renewal import settle
from netral.foundation.institutions.models import Institution


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

"""What an officer does with a campaign that runs: each a press of a button, then back to the page."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from netral.apps.pledges.actions import campaigns, letters, turns
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.queries import pledges_of
from netral.apps.pledges.views.staff import campaign_of
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.outreach.labels import invited_words, reminded_words
from netral.foundation.workflow.pages import pressed


@allowed("pledges.manage")
@require_POST
def open_campaign(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a campaign and invite everybody it calls."""
    return _do(request, ident, lambda found, by: _invited(found, campaigns.open_campaign(campaign=found, by=by)))


@allowed("pledges.manage")
@require_POST
def invite(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Invite who joined the roster since."""
    return _do(request, ident, lambda found, by: _invited(found, campaigns.invite_newcomers(campaign=found, by=by)))


@allowed("pledges.manage")
@require_POST
def call_staff(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Give staff their turn before every head has answered."""

    def do(found: Campaign, by: Actor) -> str:
        turns.call_staff(campaign=found, by=by)
        return _("Staf sudah dipanggil. Tautan dikirim kepada yang punya e-mail.")

    return _do(request, ident, do)


@allowed("pledges.manage")
@require_POST
def remind(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Remind by e-mail everybody who has not answered."""
    return _do(request, ident, lambda found, by: reminded_words(letters.remind(campaign=found, by=by)))


@allowed("pledges.manage")
@require_POST
def send_overviews(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Tell heads of units who of theirs has not answered."""

    def do(found: Campaign, by: Actor) -> str:
        sent = letters.send_overviews(campaign=found, by=by)
        if not sent:
            return _("Tidak ada ringkasan yang perlu dikirim: semua sudah menjawab, atau kepala unitnya tanpa e-mail.")
        return ngettext("Ringkasan dikirim ke %(n)s kepala unit.", "Ringkasan dikirim ke %(n)s kepala unit.", sent) % {
            "n": sent
        }

    return _do(request, ident, do)


@allowed("pledges.manage")
@require_POST
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a campaign."""

    def do(found: Campaign, by: Actor) -> str:
        campaigns.close_campaign(campaign=found, by=by)
        return _("Kampanye ditutup. Tautan pribadi tidak bisa dipakai lagi.")

    return _do(request, ident, do)


@allowed("pledges.manage")
@require_POST
def reopen(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take the closing back on the same day."""

    def do(found: Campaign, by: Actor) -> str:
        campaigns.reopen_campaign(campaign=found, by=by)
        return _("Kampanye dibuka lagi. Tautan pribadi dapat dipakai.")

    return _do(request, ident, do)


@allowed("pledges.manage")
@require_POST
def set_head(request: HttpRequest, ident: UUID, pledge: UUID) -> HttpResponse:
    """Correct whether somebody heads her unit."""
    found = campaign_of(request, ident)
    row = get_object_or_404(pledges_of(found, actor_of(request)), pk=pledge)
    is_head = request.POST.get("kepala") == "ya"

    def do(by: Actor) -> str:
        turns.set_head(pledge=row, is_head=is_head, by=by)
        words = _("%(name)s tercatat sebagai kepala unit.") if is_head else _("%(name)s tercatat sebagai staf.")
        return words % {"name": row.person.name}

    return pressed(request, do, "campaign_person", ident, pledge)


def _do(request: HttpRequest, ident: UUID, step: Callable[[Campaign, Actor], str]) -> HttpResponse:
    found = campaign_of(request, ident)
    return pressed(request, lambda by: step(found, by), "campaign", ident)


def _invited(found: Campaign, number: int) -> str:
    if found.inviting:
        return ngettext(
            "%(n)s ASN sedang diundang. Anda boleh menutup halaman ini.",
            "%(n)s ASN sedang diundang. Anda boleh menutup halaman ini.",
            number,
        ) % {"n": number}
    return invited_words(number)

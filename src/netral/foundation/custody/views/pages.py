"""What the pages of the key share: whose key it is, and what stands with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from netral.foundation.accounts.access import actor_of
from netral.foundation.custody.api import current_key
from netral.foundation.custody.domain import KEEP, KeyClosed, Reason
from netral.foundation.custody.keyring import opened_pair
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import holders_of
from netral.foundation.custody.renewal import settle
from netral.foundation.institutions.models import Institution
from netral.foundation.ui.formats import angka


def institution_of(request: HttpRequest) -> Institution:
    """Return the institution in which the reader works."""
    return get_object_or_404(Institution, pk=actor_of(request).institution_id)


def why_closed(key: InstitutionKey) -> Reason | None:
    """Return why the reader cannot open the key, or nothing when she can."""
    try:
        opened_pair(key)
    except KeyClosed as closed:
        return closed.reason
    return None


def standing(request: HttpRequest) -> dict[str, Any]:
    """Return what every page of the key says: whose, which generation, and where the reader stands."""
    institution = institution_of(request)
    key = current_key(institution)
    reason = why_closed(key)
    held = not key.is_entrusted and bool(holders_of(key))
    return {
        "institution": institution,
        "key": key,
        "entrusted": key.is_entrusted,
        "mine": reason is None,
        "reason": reason.value if reason else "",
        "orphaned": not key.is_entrusted and not held,
        "may_keep": actor_of(request).may(KEEP),
    }


def settled(request: HttpRequest, institution: Institution) -> HttpResponse:
    """Seal anew what lies under old generations, say what became of it, and go back to the key."""
    renewed = settle(institution, actor_of(request))
    if renewed.slips:
        messages.success(request, _("%(slips)s laporan disegel ulang.") % {"slips": angka(renewed.slips)})
    if renewed.unreadable:
        messages.warning(
            request,
            _("%(slips)s segel tidak terbuka karena barisnya rusak. Laporkan kepada pengelola sistem.")
            % {"slips": angka(renewed.unreadable)},
        )
    return redirect("custody_key")

"""The public pages of the catalogue: the list of norms, and one norm."""

from datetime import date
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from netral.apps.catalogue import api
from netral.apps.catalogue.domain import search_norms
from netral.apps.catalogue.forms import AsOfForm, NormSearchForm
from netral.apps.catalogue.presenting import by_phase, norm_view
from netral.engines.rules.dated import NotInForceError
from netral.foundation.accounts.access import public
from netral.foundation.ledger.clock import today

# The law is national; the day is that of the capital.
CAPITAL = ZoneInfo("Asia/Jakarta")


@public
def norms(request: HttpRequest) -> HttpResponse:
    """List the norms in force, by phase, narrowed by what the reader looks for."""
    on = _day(request)
    form = NormSearchForm(request.GET or None)
    found = api.norms_in_force(on)
    if form.is_valid():
        phase = form.cleaned_data["tahap"]
        found = tuple(norm for norm in search_norms(found, form.cleaned_data["cari"]) if phase in ("", norm.phase))
    return render(
        request, "catalogue/norms.html", {"form": form, "phases": by_phase(found), "count": len(found), "on": on}
    )


@public
def norm(request: HttpRequest, norm_id: str) -> HttpResponse:
    """Show one norm as it stands today, or on the day given as `pada`."""
    on = _day(request)
    try:
        found = api.norm(norm_id, on)
    except NotInForceError as error:
        raise Http404(_("Norma ini tidak ada atau tidak berlaku pada tanggal itu.")) from error
    return render(request, "catalogue/norm.html", {"view": norm_view(found, on), "on": on})


def _day(request: HttpRequest) -> date:
    form = AsOfForm(request.GET)
    asked = form.cleaned_data["pada"] if form.is_valid() else None
    return asked or today(CAPITAL)

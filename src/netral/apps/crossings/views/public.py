"""Priority on ferries as everybody may read it: by which instrument, and how many places."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from netral.apps.crossings.labels import VEHICLES
from netral.apps.crossings.queries.totals import instruments_in, totals_in
from netral.foundation.accounts.access import public
from netral.foundation.regions.models import Region, Tier


@public
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Show the instruments in force in a regency, and its crossings with their priority places."""
    found = Region.objects.filter(code=code, tier=Tier.REGENCY).first()
    if found is None:
        raise Http404
    rows = [
        (total, [(VEHICLES[each.vehicle_class], each.places) for each in total.quotas]) for total in totals_in(code)
    ]
    context = {"region": found, "instruments": instruments_in(code), "rows": rows}
    return render(request, "crossings/public/region.html", context)

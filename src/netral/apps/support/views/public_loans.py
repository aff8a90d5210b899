"""What governments lent supervisors, for everybody to read."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from netral.apps.support.labels import WARES
from netral.apps.support.queries.facilities import facility_totals, public_loans
from netral.apps.support.tables.facilities import PublicLoanTable
from netral.foundation.accounts.access import public
from netral.foundation.institutions.scopes import elevated
from netral.foundation.regions.models import Region
from netral.foundation.regions.queries import full_name
from netral.foundation.ui.tables import table_response


@public
@require_GET
def lent(request: HttpRequest, region: str) -> HttpResponseBase:
    """List what was lent in a region and those inside it, without the name of any person."""
    try:
        name = full_name(region)
    except Region.DoesNotExist as error:
        raise Http404 from error
    with elevated("what was lent is published, without persons"):
        totals = [(WARES[total.ware], total) for total in facility_totals(region)]
        context = {"name": name, "code": region, "totals": totals}
        table = PublicLoanTable(list(public_loans(region)))
        return table_response(request, table, template="support/facilities/public.html", context=context)

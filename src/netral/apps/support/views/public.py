"""What governments give supervisors, for everyone: totals of regions and instalments, and the rows behind them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from netral.apps.support.parameters import incumbency_rules
from netral.apps.support.queries import totals as queries
from netral.apps.support.tables.grants import PublicPaymentTable, PublicStepTable, RegionTotalTable
from netral.foundation.accounts.access import public
from netral.foundation.regions.models import Region
from netral.foundation.ui.exports import CONTENT_TYPES
from netral.foundation.ui.tables import table_response


@public
@require_safe
def support(request: HttpRequest) -> HttpResponseBase:
    """Show the totals of every region, and of every step of payment."""
    rows = queries.totals()
    context = {
        "steps": queries.step_totals(),
        "agreed": sum(row.agreed for row in rows),
        "paid": sum(row.paid for row in rows),
        "spent": sum(row.spent for row in rows),
        "returned": sum(row.returned for row in rows),
        "late": sum(row.late for row in rows),
    }
    return table_response(request, RegionTotalTable(rows), template="support/grants/public.html", context=context)


@public
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse | HttpResponseBase:
    """Show the instalments and payments of the grants of one region."""
    total = next((row for row in queries.totals(code) if row.code == code), None)
    if total is None and not Region.objects.filter(code=code).exists():
        raise Http404
    tables = (PublicStepTable(queries.steps_in(code)), PublicPaymentTable(queries.payments_in(code)))
    for table in tables:
        table.bind(request)
        if (kind := table.given.get("unduh", "")) in CONTENT_TYPES:
            return table.export(kind)
    context = {
        "region": Region.objects.get(code=code),
        "total": total,
        "steps": tables[0],
        "payments": tables[1],
        "returns": queries.returns_in(code),
        "rules": incumbency_rules(),
    }
    return render(request, "support/grants/region.html", context)

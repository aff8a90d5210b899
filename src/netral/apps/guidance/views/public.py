"""The library of answers, which everyone may read, search and take away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance import queries
from netral.apps.guidance.comparison import others_that_differ
from netral.apps.guidance.models import PublishedAnswer
from netral.apps.guidance.opendata import HEADER, document, lines
from netral.apps.guidance.tables import LibraryTable
from netral.apps.guidance.view_models import published_shown
from netral.foundation.accounts.access import public
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.exports import CONTENT_TYPES, export_response
from netral.foundation.ui.formats import DEFAULT_ZONE
from netral.foundation.ui.tables import table_response

# What narrows the table narrows its files; how it is paged and sorted does not matter to them.
_OF_THE_PAGE = ("halaman", "baris", "urut", "unduh")


@public
@require_safe
def library(request: HttpRequest) -> HttpResponseBase:
    """Show the published answers, searched and filtered."""
    query = request.GET.copy()
    for name in _OF_THE_PAGE:
        query.pop(name, None)
    narrowed = f"?{query.urlencode()}" if query else ""
    files = [(kind.upper(), reverse("guidance_data", args=[kind]) + narrowed) for kind in ("csv", "xlsx", "json")]
    table = LibraryTable(queries.library())
    return table_response(request, table, template="guidance/library.html", context={"files": files})


@public
@require_safe
def answer(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one answer with its history: what it replaced, what replaced it, and what says otherwise."""
    row: PublishedAnswer = get_object_or_404(queries.library(), pk=ident)
    zone = zone_of(row.institution.region_id).key if row.institution.region_id else DEFAULT_ZONE
    context = {
        **published_shown(row),
        "zone": zone,
        "replaces": list(PublishedAnswer.objects.filter(replaced_by=row)),
        "others": [published_shown(other) for other in others_that_differ(row)],
        "ended": row.ended_by(now().date()),
        "needs_review": row.checked_version != catalogue.catalogue_version() and not row.is_replaced,
    }
    return render(request, "guidance/answer.html", context)


@public
@require_safe
def data(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send the answers that pass the filters as a file."""
    if kind not in {"json", *CONTENT_TYPES}:
        raise Http404(_("Data tersedia sebagai csv, xlsx, atau json."))
    # A file reads the same whatever language the page was in.
    with translation.override("id"):
        rows: Any = LibraryTable(queries.library()).bind(request).rows
        response = _file(kind, rows, request)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _file(kind: str, rows: Any, request: HttpRequest) -> HttpResponseBase:
    absolute = request.build_absolute_uri
    if kind == "json":
        return JsonResponse(document(rows, absolute), json_dumps_params={"ensure_ascii": False})
    return export_response(kind, LibraryTable.filename, HEADER, lines(rows, absolute))

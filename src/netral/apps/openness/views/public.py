"""The public figures: the country, a province, a regency, the definitions, and the open data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from netral.apps.openness.domain.disclosure import ROOT
from netral.apps.openness.domain.figures import STAGE_BY_CODE
from netral.apps.openness.forms import PlaceForm
from netral.apps.openness.labels import COUNTRY, DEFINITIONS, LABELS
from netral.apps.openness.opendata import CSV_HEADER, LICENCE_URL, Source, document, lines
from netral.apps.openness.parameters import LEAST_PERSONS, parameter
from netral.apps.openness.queries import Place, Published, place, places_below, places_like, published
from netral.apps.openness.tables import region_table
from netral.apps.openness.view_models import (
    FILE_OF_COUNTRY,
    address,
    case_bars,
    downloads,
    groups,
    parent_of,
    person_bars,
    pledged,
    with_remainder,
)
from netral.foundation.accounts.access import public
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.exports import CONTENT_TYPES, export_response
from netral.foundation.ui.formats import DEFAULT_ZONE
from netral.foundation.ui.tables import table_response


@public
@require_safe
def country(request: HttpRequest) -> HttpResponseBase:
    """Show the figures of the country by province, or lead to the region somebody looks for."""
    form = PlaceForm(request.GET if "daerah" in request.GET else None)
    sought = form.cleaned_data["daerah"] if form.is_valid() else ""
    found = places_like(sought) if sought else []
    if len(found) == 1:
        return redirect(address(found[0].code))
    matches = [(match.name, address(match.code)) for match in found]
    extra = {"form": form, "sought": sought, "matches": matches}
    return _page(request, Place(ROOT, str(COUNTRY), ""), extra)


@public
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the figures of a province by regency, or of a regency."""
    return _page(request, _place_or_404(code), {"form": PlaceForm()})


@public
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """Say what every figure counts, and what is withheld."""
    context = {
        "stages": [(code, LABELS[code], DEFINITIONS[code]) for code in STAGE_BY_CODE],
        "least": parameter(LEAST_PERSONS, now().date()),
        "licence_url": LICENCE_URL,
        "downloads": downloads(ROOT),
    }
    return render(request, "openness/definitions.html", context)


@public
@require_safe
def data(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Send the figures of a region and of those directly below it as a file."""
    if kind not in {"json", *CONTENT_TYPES}:
        raise Http404(_("Data tersedia sebagai csv, xlsx, atau json."))
    # A file reads the same whatever language the page was in.
    with translation.override("id"):
        asked = Place(ROOT, str(COUNTRY), "") if code == FILE_OF_COUNTRY else _place_or_404(code)
        shown = published()
        places = [asked, *_below(shown, asked)]
        source = Source(shown.as_of, request.build_absolute_uri(reverse("openness_definitions")))
        response = _file(kind, f"netral-{code}", shown, places, source)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _file(kind: str, name: str, shown: Published, places: list[Place], source: Source) -> HttpResponseBase:
    if kind == "json":
        return JsonResponse(document(shown.picture, places, source), json_dumps_params={"ensure_ascii": False})
    return export_response(kind, name, CSV_HEADER, lines(shown.picture, places, source))


def _page(request: HttpRequest, shown_place: Place, extra: dict[str, Any]) -> HttpResponseBase:
    shown = published()
    picture, code = shown.picture, shown_place.code
    below = _below(shown, shown_place)
    stage = request.GET.get("tahap", "")
    context = {
        "place": shown_place,
        "as_of": shown.as_of,
        "zone": zone_of(code).key if code else DEFAULT_ZONE,
        "least": picture.least,
        "is_empty": picture.is_empty(code),
        "groups": groups(picture, shown_place, breakdown=bool(below)),
        "case_bars": case_bars(picture, shown_place),
        "person_bars": person_bars(picture, shown_place),
        "follow_up": picture.follow_up(code),
        "pledged": pledged(picture, shown_place),
        "downloads": downloads(code),
        "back": address(parent_of(shown_place)) if code else "",
        "stage": LABELS.get(stage, ""),
        "page_url": address(code),
        **extra,
    }
    table = region_table(picture, below, stage, code or FILE_OF_COUNTRY)
    return table_response(request, table, template="openness/region.html", context=context)


def _below(shown: Published, asked: Place) -> list[Place]:
    return list(with_remainder(shown.picture, asked.code, places_below(asked.code)))


def _place_or_404(code: str) -> Place:
    try:
        return place(code)
    except LookupError as error:
        raise Http404(_("Tidak ada provinsi, kabupaten, atau kota dengan kode itu.")) from error

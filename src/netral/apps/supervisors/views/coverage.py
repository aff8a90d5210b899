"""Where seats are empty: totals of a large region, a map of tiles and the list of areas of a small one."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from netral.apps.supervisors.domain.coverage import EMPTY, FULL, Spot
from netral.apps.supervisors.domain.posts import Post, rule_of
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.parameters import post_rules
from netral.apps.supervisors.queries.areas import long_empty, region_of
from netral.apps.supervisors.queries.coverage import Asked, parts_of, spots_of
from netral.apps.supervisors.tables.postings import EmptyAreaTable, FiguresTable, SpotTable, area_url, figures_row
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.regions.models import Region, Tier
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn

COUNTED = (Post.VILLAGE, Post.DISTRICT)
COUNTRY = "indonesia"


@allowed("supervisors.view")
@require_GET
def own_region(request: HttpRequest) -> HttpResponse:
    """Lead to the coverage of the reader's own region."""
    return redirect("supervisor_coverage", region_of(actor_of(request)) or COUNTRY)


@allowed("supervisors.view")
@require_GET
def coverage(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the seats of a region: by its parts down to the regency, by district and village below."""
    found = None if code == COUNTRY else Region.objects.filter(code=code).first()
    if found is None and code != COUNTRY:
        raise Http404
    wanted = request.GET.get("tugas", "")
    post = Post(wanted) if wanted in COUNTED else Post.VILLAGE
    asked = Asked(found.code if found else "", post, current_day())
    tier = found.tier if found else ""
    context = {
        "region": found,
        "post": POSTS[post],
        "posts": [(each.value, POSTS[each], each is post) for each in COUNTED],
        "rule": rule_of(post_rules(), post, asked.day),
    }
    if tier in ("", Tier.PROVINCE):
        return _by_part(request, asked, tier, context)
    return _by_area(request, asked, context)


@allowed("supervisors.post")
@require_GET
def empty(request: HttpRequest) -> HttpResponseBase:
    """List the villages that have been without anybody for more than a week."""
    rows = long_empty(actor_of(request), current_day())
    return table_response(request, EmptyAreaTable(with_turn(rows, rows)), template="supervisors/empty.html")


def _by_part(request: HttpRequest, asked: Asked, tier: str, context: dict[str, Any]) -> HttpResponseBase:
    parts = parts_of(asked, tier)
    rows = []
    for part in parts:
        url = f"{reverse('supervisor_coverage', args=[part.code])}?tugas={asked.post}"
        rows.append(figures_row(part, url, f"{url}&keadaan={EMPTY}" if part.empty else ""))
    sums = {"posts": sum(part.posts for part in parts), "filled": sum(part.filled for part in parts)}
    context |= {"sums": {**sums, "empty": sums["posts"] - sums["filled"]}}
    return table_response(request, FiguresTable(rows), template="supervisors/coverage.html", context=context)


def _by_area(request: HttpRequest, asked: Asked, context: dict[str, Any]) -> HttpResponseBase:
    spots = spots_of(asked)
    base = f"{request.path}?tugas={asked.post}"
    sums = {"posts": sum(spot.seats for spot in spots), "filled": sum(spot.filled for spot in spots)}
    context |= {
        "sums": {**sums, "empty": sums["posts"] - sums["filled"]},
        "empty_url": f"{base}&keadaan={EMPTY}",
        "filled_url": f"{base}&keadaan={FULL}",
        "tiles": _tiles(spots, base),
    }
    return table_response(request, SpotTable(spots), template="supervisors/coverage.html", context=context)


def _tiles(spots: list[Spot], base: str) -> list[dict[str, Any]]:
    """Return the areas as tiles, district by district; empty ones are named, and every number opens its rows."""
    districts = []
    for name, group in groupby(spots, key=lambda spot: spot.district_name):
        listed = list(group)
        districts.append(
            {
                "name": name,
                "filled": sum(spot.filled for spot in listed),
                "posts": sum(spot.seats for spot in listed),
                "url": f"{base}&cari={name}",
                "spots": [{"spot": spot, "url": area_url(spot.code)} for spot in listed],
            }
        )
    return districts

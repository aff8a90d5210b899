"""What anyone may see: whether a card still counts, and how many seats of a region are held."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from netral.apps.supervisors.cards import photo_of
from netral.apps.supervisors.domain.postings import EndCause
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Posting
from netral.apps.supervisors.queries.coverage import Asked, parts_of
from netral.apps.supervisors.queries.postings import posting_by_token
from netral.apps.supervisors.tables.postings import FiguresTable, figures_row
from netral.foundation.accounts.access import keyed, public
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import full_name, today_in
from netral.foundation.ui.tables import table_response


@keyed("supervisor's card")
@require_GET
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Show whether the holder of a card serves today: name, post, area, days and photo, nothing else."""
    row = _posting(token)
    today = today_in(row.region_id)
    context = {
        "posting": row,
        "post": POSTS[row.post],
        "area": full_name(row.region_id),
        "token": token,
        "serves": row.in_office(today),
        "is_coming": today < row.starts_on,
        "is_withdrawn": row.end_cause == EndCause.WITHDRAWN,
        "has_photo": row.supervisor.photo_id is not None,
    }
    return render(request, "supervisors/card.html", context)


@keyed("supervisor's card")
@require_GET
def card_photo(request: HttpRequest, token: str) -> HttpResponse:
    """Send the photo on a card, without what the camera wrote into it."""
    row = _posting(token)
    with elevated("whoever holds a card may see the photo on it"):
        content = photo_of(row.supervisor)
        kind = row.supervisor.photo.media_type if row.supervisor.photo else ""
    if content is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


@public
@require_GET
def country(request: HttpRequest) -> HttpResponseBase:
    """Show how many villages of each province have a supervisor."""
    return _totals(request, None)


@public
@require_GET
def region(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show how many villages of each part of a region have a supervisor."""
    found = Region.objects.filter(code=code, tier__in=[Tier.PROVINCE, Tier.REGENCY]).first()
    if found is None:
        raise Http404
    return _totals(request, found)


def _totals(request: HttpRequest, found: Region | None) -> HttpResponseBase:
    code, tier = (found.code, found.tier) if found else ("", "")
    parts = parts_of(Asked(code, Post.VILLAGE, current_day()), tier)
    leads = tier != Tier.REGENCY
    urls = {part.code: reverse("supervisor_totals_region", args=[part.code]) if leads else "" for part in parts}
    rows = [figures_row(part, urls[part.code], urls[part.code] if part.empty else "") for part in parts]
    sums = {"posts": sum(part.posts for part in parts), "filled": sum(part.filled for part in parts)}
    context = {"region": found, "sums": {**sums, "empty": sums["posts"] - sums["filled"]}}
    return table_response(request, FiguresTable(rows), template="supervisors/totals.html", context=context)


def _posting(token: str) -> Posting:
    row = posting_by_token(token)
    if row is None:
        raise Http404
    return row

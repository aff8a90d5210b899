"""The open vacancies, for everyone: by search or by area down to the district."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.queries.vacancies import (
    openings_below,
    openings_found,
    requirements_on,
    vacancies_open,
)
from netral.apps.supervisors.tables.recruitment import OpeningsTable
from netral.foundation.accounts.access import public
from netral.foundation.institutions.scopes import elevated
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import ancestors, today_in
from netral.foundation.ui.tables import table_response

_LONGEST = 120
WHY = "open vacancies are public"


@public
@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """Show where supervisors are sought, and find a village or district."""
    typed = request.GET.get("cari", "").replace("\0", "").strip()[:_LONGEST]
    with elevated(WHY):
        areas = openings_found(typed) if typed else openings_below(None)
    return render(request, "supervisors/recruitment/open.html", {"typed": typed, "areas": areas})


@public
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the open vacancies of a district, or which parts of a larger area have any."""
    region = Region.objects.filter(code=code).exclude(tier__in=(Tier.VILLAGE, Tier.ISLAND)).first()
    if region is None:
        raise Http404
    context: dict[str, Any] = {"region": region, "above": ancestors(code)}
    with elevated(WHY):
        if region.tier != Tier.DISTRICT:
            context["areas"] = openings_below(region)
            return render(request, "supervisors/recruitment/open_area.html", context)
        day = today_in(code)
        rows = vacancies_open(day).filter(region__code__startswith=code)
        posts = sorted(set(rows.order_by().values_list("recruitment__post", flat=True)))
        context["requirements"] = [(POSTS[post], requirements_on(Post(post), day)) for post in posts]
        return table_response(
            request, OpeningsTable(rows), template="supervisors/recruitment/open_district.html", context=context
        )

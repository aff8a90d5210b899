"""The public pages of the catalogue: norms, one norm with its history, acts, one act in plain words."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from netral.apps.catalogue import api, queries
from netral.apps.catalogue.domain import search_norms
from netral.apps.catalogue.forms import CAPITAL, AsOfForm, NormSearchForm
from netral.apps.catalogue.history import history_of
from netral.apps.catalogue.rows import Norm
from netral.apps.catalogue.view_models import act_view, by_phase, norm_view
from netral.engines.rules.dated import NotInForceError
from netral.foundation.accounts.access import actor_of, public
from netral.foundation.ledger.clock import today


@public
def norms(request: HttpRequest) -> HttpResponse:
    """List the norms in force, by phase, narrowed by what the reader looks for."""
    on = _day(request)
    form = NormSearchForm(request.GET or None)
    found = api.norms_in_force(on)
    if form.is_valid():
        found = _narrowed(found, form.cleaned_data)
    context = {
        "form": form,
        "phases": by_phase(found),
        "count": len(found),
        "on": on,
        "local": [overlay for overlay in queries.overlays() if overlay.withdrawn_at is None],
    }
    return render(request, "catalogue/norms.html", context)


@public
def norm(request: HttpRequest, norm_id: str) -> HttpResponse:
    """Show one norm as it stands today, or on the day given as `pada`, with its history."""
    on = _day(request)
    overlay = queries.overlay_of(norm_id)
    law = api.law_in(overlay.region_id if overlay else None)
    try:
        view = norm_view(law, norm_id, on)
    except NotInForceError as error:
        raise Http404(_("Norma ini tidak ada atau tidak berlaku pada tanggal itu.")) from error
    context = {
        "view": view,
        "on": on,
        "overlay": overlay,
        "history": history_of(law, norm_id),
        "confirmations": queries.confirmations_ever(norm_id),
        "may_confirm": actor_of(request).may("catalogue.confirm") and overlay is None,
    }
    return render(request, "catalogue/norm.html", context)


@public
def acts(request: HttpRequest) -> HttpResponse:
    """List the acts in plain words."""
    return render(request, "catalogue/acts.html", {"acts": [act for act in api.acts() if act.norms]})


@public
def act(request: HttpRequest, code: str) -> HttpResponse:
    """Show one act: what is forbidden, allowed and disputed, with examples a person could live."""
    try:
        found = api.act(code)
    except api.UnknownAct as error:
        raise Http404(_("Perbuatan ini tidak ada dalam katalog.")) from error
    return render(request, "catalogue/act.html", {"view": act_view(found, _day(request)), "on": _day(request)})


def _narrowed(norms: tuple[Norm, ...], asked: dict[str, str]) -> tuple[Norm, ...]:
    return tuple(
        norm
        for norm in search_norms(norms, asked["cari"])
        if asked["tahap"] in ("", norm.phase) and (not asked["bagi"] or asked["bagi"] in norm.subjects)
    )


def _day(request: HttpRequest) -> date:
    form = AsOfForm(request.GET)
    asked = form.cleaned_data["pada"] if form.is_valid() else None
    return asked or today(CAPITAL)

"""Passes as an office and the operator see them: the list, one, asking for somebody, and each of its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.crossings.actions.requests import ask_pass
from netral.apps.crossings.domain.passes import ASK, GRANT, PassState, PassVerb
from netral.apps.crossings.forms.passes import HolderForm, WishForm
from netral.apps.crossings.models import Crossing, PriorityPass
from netral.apps.crossings.pass_labels import PASS_KINDS
from netral.apps.crossings.pass_letters import short_message
from netral.apps.crossings.pass_steps import OFFICE, STEPS, open_to
from netral.apps.crossings.queries import passes as queries
from netral.apps.crossings.queries.places import queue_place
from netral.apps.crossings.tables.passes import PassTable, companions, pass_standing, trip, vehicle
from netral.apps.supervisors import api as supervisors
from netral.engines.identifiers.pasted import identifier
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.domain import codes_above
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran
from netral.foundation.workflow.work import with_turn

MOST_FOUND = 20


@allowed("crossings.view")
@require_GET
def passes(request: HttpRequest) -> HttpResponseBase:
    """List the passes in the reader's scope."""
    actor = actor_of(request)
    with elevated("a pass is listed with its ferry; which passes, her scope says"):
        rows = with_turn(queries.passes_of(actor), queries.to_decide(actor))
        context = {"may_ask": actor.may(ASK)}
        return table_response(request, PassTable(rows), template="crossings/passes/list.html", context=context)


@allowed("crossings.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one pass, its next steps, and what to send to a holder without e-mail."""
    row, actor = OFFICE.row_or_404(request, ident), actor_of(request)
    status, tone = pass_standing(row)
    with elevated("the place in a waiting list counts everybody"):
        place = queue_place(row) if row.state == PassState.WAITING else 0
    context = {
        "pass": row,
        "kind": PASS_KINDS[row.kind],
        "when": trip(row),
        "vehicle": vehicle(row),
        "companions": companions(row),
        "status": status,
        "tone": tone,
        "place": place,
        "steps": [{"title": page.title, "url": reverse(page.route, args=[row.pk])} for page in open_to(row, actor)],
        "message": short_message(row) if actor.may(GRANT) else "",
        "timeline": queries.history_of(row, row.zone.key),
        "zone": row.zone.key,
    }
    return render(request, "crossings/passes/pass.html", context)


@allowed(GRANT)
@form_page
def grant(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Give the pass."""
    return _step(request, ident, PassVerb.GRANT)


@allowed(GRANT)
@form_page
def queue(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Put the request on the waiting list."""
    return _step(request, ident, PassVerb.QUEUE)


@allowed(GRANT)
@form_page
def refuse(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Refuse the request."""
    return _step(request, ident, PassVerb.REFUSE)


@allowed(GRANT)
@form_page
def revoke(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Revoke the pass."""
    return _step(request, ident, PassVerb.REVOKE)


@allowed(GRANT)
@form_page
def move(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Move the pass to another departure."""
    return _step(request, ident, PassVerb.MOVE)


@allowed(ASK)
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take the request or pass of somebody of the office back."""
    return _step(request, ident, PassVerb.WITHDRAW)


@allowed(ASK)
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Find the supervisor for whom a pass is asked."""
    actor = actor_of(request)
    form = HolderForm(request.GET if "cari" in request.GET else None)
    found = _found(actor, form.cleaned_data["cari"]) if form.is_bound and form.is_valid() else []
    context = {
        "form": form,
        "searched": form.is_bound,
        "found": [{"row": each, "post": supervisors.POSTS[each.post]} for each in found[:MOST_FOUND]],
        "is_cut": len(found) > MOST_FOUND,
    }
    return render(request, "crossings/passes/ask.html", context)


@allowed(ASK)
@form_page
def ask_for(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Ask for a pass for one supervisor."""
    try:
        posting = supervisors.posting_for(actor_of(request), ident)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return wished(request, posting, "pass_ask_for", "priority_pass", [posting.pk])


def wished(
    request: HttpRequest, posting: supervisors.Posting, route: str, shown_at: str, place: list[Any]
) -> HttpResponse:
    """Show which crossings there are, then ask for a trip on one of them, and lead to the pass."""
    offered = queries.crossings_offered(codes_above(posting.region_id)[1])
    crossing = _chosen(offered, request.GET.get("penyeberangan", ""))
    context = {"posting": posting, "crossings": offered, "crossing": crossing, "address": reverse(route, args=place)}
    if crossing is None:
        return render(request, "crossings/passes/wish.html", context)
    form = WishForm(request.POST or None, crossing=crossing, standing=queries.allows_standing(crossing))
    made: list[PriorityPass] = []

    def asks() -> None:
        made.append(ask_pass(posting=posting, wish=form.inputs(), by=actor_of(request)))

    if request.method == "POST" and ran(form, asks):
        messages.success(request, _told(made[0]))
        return redirect(shown_at, *([made[0].pk] if shown_at == "priority_pass" else []))
    return render(request, "crossings/passes/wish.html", {**context, "form": form}, status=422 if form.errors else 200)


def _told(row: PriorityPass) -> str:
    if row.state == PassState.GRANTED:
        return _("Pas %(number)s diberikan.") % {"number": row.number}
    if row.state == PassState.WAITING:
        with elevated("the place in a waiting list counts everybody"):
            return _("Tempat prioritas sudah habis. Urutan di daftar tunggu: %(place)s.") % {"place": queue_place(row)}
    return _("Permintaan dikirim. Petugas pelabuhan yang memutuskannya.")


def _step(request: HttpRequest, ident: UUID, verb: PassVerb) -> HttpResponse:
    return OFFICE.answer(request, OFFICE.row_or_404(request, ident), STEPS[verb])


def _chosen(offered: list[Crossing], code: str) -> Crossing | None:
    return next((each for each in offered if each.code == code), offered[0] if len(offered) == 1 else None)


def _found(actor: Actor, text: str) -> list[supervisors.Posting]:
    day = current_day()
    rows = supervisors.in_office(supervisors.postings_around(actor), day, day)
    for word in identifier(text.replace("\0", "")).split():
        fields = ("supervisor__name", "number", "region__name", "region__code")
        rows = rows.filter(Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR))
    return [*rows.order_by("supervisor__name", "pk")[: MOST_FOUND + 1]]

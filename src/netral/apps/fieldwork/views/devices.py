"""Phones of those who observe: the list, a code for a new one, one phone, its revocation; and a supervisor's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.fieldwork.actions import devices as actions
from netral.apps.fieldwork.domain.devices import COLLECT, ENROL
from netral.apps.fieldwork.domain.monitors import ACCREDIT
from netral.apps.fieldwork.domain.observations import OWN, VIEW
from netral.apps.fieldwork.enrolment_codes import code_shown
from netral.apps.fieldwork.forms.devices import HolderSearchForm, RevocationForm
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries import devices as queries, observers
from netral.apps.fieldwork.tables.devices import DeviceTable, zone
from netral.apps.supervisors import api as supervisors
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import Actor
from netral.foundation.phones.domain import DeviceState, DeviceVerb
from netral.foundation.phones.labels import clock_of, standing_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages

Pages = StepPages[Device, DeviceState, DeviceVerb]
_STEP = "fieldwork/devices/revoke.html"


def _about(row: Device) -> str:
    return f"{row.observer.name}, {row.login}"


OFFICE: Pages = StepPages(actions.REVOCATIONS[ENROL], queries.device_for, "device", "device", _STEP, _about)
GROUPS: Pages = StepPages(
    actions.REVOCATIONS[ACCREDIT], queries.monitor_device_for, "monitor_device", "device", _STEP, _about
)
OWN_ONES: Pages = StepPages(actions.REVOCATIONS[OWN], queries.own_device_for, "own_device", "device", _STEP, _about)
REVOKE = StepPage(
    DeviceVerb.REVOKE,
    "device_revoke",
    gettext_lazy("Cabut ponsel ini"),
    gettext_lazy("Cabut"),
    gettext_lazy("Ponsel dicabut. Kuncinya dihapus saat ponsel itu terhubung lagi."),
    RevocationForm,
    run=lambda row, form, by: actions.revoke_device(device=row, words=form.cleaned_data["alasan"], by=by),
)


@allowed(ENROL)
@require_GET
def devices(request: HttpRequest) -> HttpResponseBase:
    """List the phones in the reader's scope."""
    table = DeviceTable(queries.devices_of(actor_of(request)))
    return table_response(request, table, template="fieldwork/devices/list.html")


@allowed(ENROL)
@never_cache
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Find who is to get a code, and show the code once."""
    actor = actor_of(request)
    if request.method == "POST":
        return _invited(request, actor)
    form = HolderSearchForm(request.GET if "cari" in request.GET else None)
    context: dict[str, Any] = {"form": form, "most": observers.MOST_FOUND}
    if form.is_bound and form.is_valid():
        typed, day = form.cleaned_data["cari"], current_day()
        serving = observers.postings_found(actor, typed, day)
        monitors = observers.monitors_found(actor, typed, day)
        context |= {
            "searched": typed,
            "supervisors": [
                {"row": row, "post": supervisors.POSTS[row.post]} for row in serving[: observers.MOST_FOUND]
            ],
            "monitors": monitors[: observers.MOST_FOUND],
            "is_cut": max(len(serving), len(monitors)) > observers.MOST_FOUND,
        }
    return render(request, "fieldwork/devices/new.html", context)


@allowed(ENROL)
@require_GET
def device(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one phone: whose it is, what came from it, and whether it was revoked and came back."""
    return _shown(request, OFFICE, ident, "device_list", "device_revoke")


@allowed(ENROL)
@form_page
def revoke(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Revoke a phone."""
    return OFFICE.answer(request, OFFICE.row_or_404(request, ident), REVOKE)


@allowed(ACCREDIT)
@require_GET
def monitor_device(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one phone of somebody of a group."""
    return _shown(request, GROUPS, ident, "monitor_list", "monitor_device_revoke")


@allowed(ACCREDIT)
@form_page
def monitor_device_revoke(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Revoke a phone of somebody of a group."""
    return GROUPS.answer(request, GROUPS.row_or_404(request, ident), REVOKE)


@allowed(OWN)
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Show a supervisor her own phones."""
    actor = actor_of(request)
    rows = [
        {"row": row, "standing": standing_of(row), "zone": zone(row)}
        for row in queries.own_devices_of(actor).order_by("-invited_at", "-pk")
    ]
    posting = observers.own_posting(actor, current_day())
    return render(request, "fieldwork/devices/own.html", {"devices": rows, "posting": posting})


@allowed(OWN)
@never_cache
@require_POST
def own_new(request: HttpRequest) -> HttpResponse:
    """Make a code for a phone of her own, and show it once."""
    actor = actor_of(request)
    posting = observers.own_posting(actor, current_day())
    if posting is None:
        messages.error(
            request, _("Anda tidak sedang bertugas, jadi ponsel tidak dapat didaftarkan. Hubungi kantor Anda.")
        )
        return redirect("own_devices")
    try:
        row, code = actions.invite_supervisor(posting=posting, by=actor)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("own_devices")
    return show_code(request, row, code, "own_devices")


@allowed(OWN)
@require_GET
def own_device(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one of her own phones."""
    return _shown(request, OWN_ONES, ident, "own_devices", "own_device_revoke")


@allowed(OWN)
@form_page
def own_revoke(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Revoke one of her own phones."""
    return OWN_ONES.answer(request, OWN_ONES.row_or_404(request, ident), REVOKE)


def show_code(request: HttpRequest, row: Device, code: str, back: str, *place: object) -> HttpResponse:
    """Show a code that was just made, this once, with a way back."""
    context = {**code_shown(row, code), "back": back, "place": place[0] if place else None}
    return render(request, "fieldwork/devices/code.html", context)


def _invited(request: HttpRequest, actor: Actor) -> HttpResponse:
    try:
        if ident := request.POST.get("pemantau", ""):
            row, code = actions.invite_device(observer=observers.monitor_for(actor, ident), by=actor)
        else:
            posting = supervisors.posting_for(actor, UUID(request.POST.get("penempatan", "")))
            row, code = actions.invite_supervisor(posting=posting, by=actor)
    except (ObjectDoesNotExist, ValidationError, ValueError) as error:
        if isinstance(error, StepRefused):
            messages.error(request, message_of(error))
            return redirect("device_new")
        raise Http404 from error
    return show_code(request, row, code, "device_list")


def _shown(request: HttpRequest, pages: Pages, ident: UUID, back: str, revoke_route: str) -> HttpResponse:
    row = pages.row_or_404(request, ident)
    status, tone = standing_of(row)
    context = {
        "device": row,
        "status": status,
        "tone": tone,
        "clock": clock_of(row),
        "zone": zone(row),
        "is_collect": row.label == COLLECT,
        "back": back,
        "revoke_route": "" if row.state == DeviceState.REVOKED else revoke_route,
        "reads_observations": actor_of(request).may(VIEW),
        "timeline": queries.history_of(row),
    }
    return render(request, "fieldwork/devices/device.html", context)

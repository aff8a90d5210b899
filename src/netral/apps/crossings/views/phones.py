"""Phones of port officers: the list, a code for a new one, one phone, its revocation; and the list of scans."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.crossings.actions import phones as actions
from netral.apps.crossings.domain.network import VIEW
from netral.apps.crossings.domain.scans import INSPECT
from netral.apps.crossings.forms.phones import PortPhoneForm, PortPhoneRevocationForm
from netral.apps.crossings.models import PortPhone
from netral.apps.crossings.queries import phones as queries
from netral.apps.crossings.queries.scans import scans_of
from netral.apps.crossings.tables.phones import PortPhoneTable, zone
from netral.apps.crossings.tables.scans import ScanTable
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.links import absolute
from netral.foundation.phones.codes import qr_source
from netral.foundation.phones.domain import DeviceState, DeviceVerb, shown_code
from netral.foundation.phones.labels import clock_of, standing_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages


def _about(row: PortPhone) -> str:
    return f"{row.port.name}, {row.login}"


PAGES: StepPages[PortPhone, DeviceState, DeviceVerb] = StepPages(
    actions.PORT_PHONES, queries.phone_for, "port_phone", "phone", "crossings/phones/revoke.html", _about
)
REVOKE = StepPage(
    DeviceVerb.REVOKE,
    "port_phone_revoke",
    gettext_lazy("Cabut ponsel ini"),
    gettext_lazy("Cabut"),
    gettext_lazy("Ponsel dicabut. Isinya dihapus saat ponsel itu terhubung lagi."),
    PortPhoneRevocationForm,
    run=lambda row, form, by: actions.revoke_port_phone(phone=row, words=form.cleaned_data["alasan"], by=by),
)


@allowed(INSPECT)
@require_GET
def phones(request: HttpRequest) -> HttpResponseBase:
    """List the phones in the reader's scope."""
    table = PortPhoneTable(queries.phones_of(actor_of(request)))
    return table_response(request, table, template="crossings/phones/list.html")


@allowed(INSPECT)
@never_cache
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Ask for which port a phone is, and show its code once."""
    actor = actor_of(request)
    form = PortPhoneForm(request.POST or None, actor=actor)
    if request.method != "POST" or not form.is_valid():
        return render(request, "crossings/phones/new.html", {"form": form})
    try:
        phone, code = actions.invite_port_phone(port=form.cleaned_data["pelabuhan"], by=actor)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("port_phone_new")
    app = absolute(reverse("port_app"))
    context = {
        "phone": phone,
        "code": shown_code(code),
        # The app reads the code behind the mark itself, so that it never stands in the log of a server.
        "qr": qr_source(f"{app}#kode={code}"),
        "app_address": app,
        "zone": zone(phone),
    }
    return render(request, "crossings/phones/code.html", context)


@allowed(INSPECT)
@require_GET
def phone(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one phone: where it is used, what came from it, and whether it was revoked and came back."""
    row = PAGES.row_or_404(request, ident)
    status, tone = standing_of(row)
    history = [{**each, "zone": zone(row)} for each in queries.history_of(row)]
    context = {"phone": row, "status": status, "tone": tone, "clock": clock_of(row), "zone": zone(row)}
    return render(request, "crossings/phones/phone.html", {**context, "timeline": history})


@allowed(INSPECT)
@form_page
def revoke(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Revoke a phone."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), REVOKE)


@allowed(VIEW)
@require_GET
def scans(request: HttpRequest) -> HttpResponseBase:
    """List the scans in the reader's scope."""
    return table_response(request, ScanTable(scans_of(actor_of(request))), template="crossings/scans/list.html")

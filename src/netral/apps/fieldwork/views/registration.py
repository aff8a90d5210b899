"""Doors without an account: ODK Collect is set up with a code; a group registers and looks where it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from netral.apps.fieldwork.actions.devices import enrol_device
from netral.apps.fieldwork.actions.monitors import register_group
from netral.apps.fieldwork.domain.devices import tidy_code
from netral.apps.fieldwork.domain.monitors import GroupState
from netral.apps.fieldwork.enrolment_codes import qr_source
from netral.apps.fieldwork.forms.devices import EnrolmentCodeForm
from netral.apps.fieldwork.forms.monitors import RegistrationCodeForm, RegistrationForm, new_mark
from netral.apps.fieldwork.labels import GROUP_KINDS, GROUP_NEXT
from netral.apps.fieldwork.models import Device, MonitorGroup
from netral.apps.fieldwork.odk_settings import collect_settings, server_address
from netral.apps.fieldwork.queries.devices import actor_behind, device_by_code, secret_of, sent_twice
from netral.apps.fieldwork.queries.monitors import group_by_code
from netral.apps.fieldwork.tables.monitors import standing_on
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, keyed, public
from netral.foundation.accounts.queries import current_day
from netral.foundation.drafts.throttle import wrong_codes
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of

_LABEL = "ODK Collect"


@keyed("code")
@never_cache
@form_page
def openrosa_start(request: HttpRequest) -> HttpResponse:
    """Enrol a phone for ODK Collect, and show its settings once."""
    form = EnrolmentCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = tidy_code(form.cleaned_data["kode"])
        if (device := _enrolled(form, code)) is not None:
            return _collect(request, device)
    return render(request, "fieldwork/devices/odk.html", {"form": form}, status=422 if form.errors else 200)


@public
@never_cache
@form_page
def monitor_register(request: HttpRequest) -> HttpResponse:
    """Take the registration of a group, and show its receipt code once."""
    form = RegistrationForm(request.POST if request.method == "POST" else None, initial={"formulir": new_mark()})
    if form.is_bound and form.is_searching:
        form.quiet()
    elif form.is_bound and form.is_valid():
        try:
            row, code, is_new = register_group(
                entry=form.entry(), form_mark=form.cleaned_data["formulir"], by=actor_of(request)
            )
        except StepRefused as refusal:
            form.add_error(None, message_of(refusal))
        else:
            context = {"group": row, "code": code, "is_new": is_new, "zone": zone_of(row.region_id).key}
            return render(request, "fieldwork/monitors/registered.html", context)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "fieldwork/monitors/register.html", {"form": form}, status=status)


@public
@never_cache
@form_page
def monitor_status(request: HttpRequest) -> HttpResponse:
    """Show a group where its registration stands; every wrong code gets the same answer."""
    form = RegistrationCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if row := group_by_code(form.cleaned_data["kode"]):
            return render(request, "fieldwork/monitors/standing.html", _standing(row))
        wrong_codes.wrong_answer()
        form.add_error("kode", _("Kode itu tidak cocok dengan pendaftaran mana pun. Periksa ejaan setiap kata."))
    status = 422 if form.is_bound else 200
    return render(request, "fieldwork/monitors/status.html", {"form": form}, status=status)


def _standing(row: MonitorGroup) -> dict[str, object]:
    label, tone = standing_on(row, current_day())
    return {
        "group": row,
        "kind": GROUP_KINDS[row.kind],
        "label": label,
        "tone": tone,
        "next": GROUP_NEXT[GroupState(row.state)],
        "zone": zone_of(row.region_id).key,
    }


def _enrolled(form: EnrolmentCodeForm, code: str) -> Device | None:
    """Return the device that a code enrols, or enrolled a moment ago; None where the form says why it does not."""
    device = device_by_code(code)
    if device is None:
        wrong_codes.wrong_answer()
        form.add_error("kode", _("Kode ini tidak dikenal. Periksa hurufnya, atau minta kode baru."))
        return None
    try:
        return enrol_device(device=device, label=_LABEL, by=actor_behind(device))
    except StepRefused as refusal:
        known = device_by_code(code)
        if known is not None and sent_twice(known, _LABEL):
            return known
        form.add_error("kode", message_of(refusal))
        return None


def _collect(request: HttpRequest, device: Device) -> HttpResponse:
    context = {
        "device": device,
        "server": server_address(),
        "password": secret_of(device),
        "qr": qr_source(collect_settings(device)),
    }
    return render(request, "fieldwork/devices/collect.html", context)

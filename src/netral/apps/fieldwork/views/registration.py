"""Doors without an account: ODK Collect is set up with a code; a group registers and looks where it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from netral.apps.fieldwork.actions.devices import enrol_device
from netral.apps.fieldwork.actions.monitors import register_group
from netral.apps.fieldwork.domain.devices import COLLECT
from netral.apps.fieldwork.domain.monitors import GroupState
from netral.apps.fieldwork.forms.devices import EnrolmentCodeForm
from netral.apps.fieldwork.forms.monitors import MonitorCodeForm, MonitorRegistrationForm, new_mark
from netral.apps.fieldwork.labels import GROUP_KINDS, GROUP_NEXT
from netral.apps.fieldwork.models import Device, MonitorGroup
from netral.apps.fieldwork.odk_settings import collect_settings, server_address
from netral.apps.fieldwork.queries.devices import actor_behind, device_by_code, secret_of, sent_twice
from netral.apps.fieldwork.queries.monitors import group_by_code, registration_code
from netral.apps.fieldwork.queries.statistics import counts_by_state, group_observations
from netral.apps.fieldwork.tables.monitors import standing_on
from netral.apps.fieldwork.views.statistics import states_shown
from netral.engines.steps.table import StepRefused, StepRepeated
from netral.foundation.accounts.access import actor_of, keyed, public
from netral.foundation.accounts.queries import current_day
from netral.foundation.drafts.throttle import wrong_codes
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.phones.codes import qr_source
from netral.foundation.phones.domain import tidy_code
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.workflow.pages import ran


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
    repeated: list[bool] = []
    form = MonitorRegistrationForm(request.POST if request.method == "POST" else None, initial={"formulir": new_mark()})
    if form.is_bound and form.is_searching:
        form.quiet()
    elif ran(form, lambda: repeated.append(_registered_before(form, actor_of(request)))):
        code = registration_code(form.cleaned_data["formulir"])
        row = group_by_code(code)
        context = {"group": row, "code": code, "is_new": not repeated[0]}
        return render(request, "fieldwork/monitors/registered.html", context)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "fieldwork/monitors/register.html", {"form": form}, status=status)


@public
@never_cache
@form_page
def monitor_status(request: HttpRequest) -> HttpResponse:
    """Show a group where its registration stands; every wrong code gets the same answer."""
    form = MonitorCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if row := group_by_code(form.cleaned_data["kode"]):
            return render(request, "fieldwork/monitors/standing.html", _standing(row))
        wrong_codes.wrong_answer()
        form.add_error("kode", _("Kode itu tidak cocok dengan pendaftaran mana pun. Periksa ejaan setiap kata."))
    status = 422 if form.is_bound else 200
    return render(request, "fieldwork/monitors/status.html", {"form": form}, status=status)


def _registered_before(form: MonitorRegistrationForm, by: Actor) -> bool:
    """Register what a valid form says; say whether the same form had come before."""
    try:
        register_group(entry=form.entry(), form_mark=form.cleaned_data["formulir"], by=by)
    except StepRepeated:
        return True
    return False


def _standing(row: MonitorGroup) -> dict[str, object]:
    with elevated("whoever holds the receipt code reads what became of the group's own observations"):
        states = counts_by_state(group_observations(row))
    label, tone = standing_on(row, current_day())
    return {
        "group": row,
        "kind": GROUP_KINDS[row.kind],
        "label": label,
        "tone": tone,
        "next": "" if current_day() > row.ends_on else GROUP_NEXT[GroupState(row.state)],
        "zone": zone_of(row.region_id).key,
        "sent": sum(states.values()),
        "states": states_shown(states, ""),
    }


def _enrolled(form: EnrolmentCodeForm, code: str) -> Device | None:
    """Return the device that a code enrols, or enrolled a moment ago; None where the form says why it does not."""
    device = device_by_code(code)
    if device is None:
        wrong_codes.wrong_answer()
        form.add_error("kode", _("Kode ini tidak dikenal. Periksa hurufnya, atau minta kode baru."))
        return None
    try:
        return enrol_device(device=device, label=COLLECT, by=actor_behind(device))
    except StepRefused as refusal:
        known = device_by_code(code)
        if known is not None and sent_twice(known, COLLECT):
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

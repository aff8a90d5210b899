"""Which device speaks: by a digest answer at the OpenRosa door, by its secret at the door of the web app."""

import contextlib
import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from netral.apps.fieldwork.actions.devices import note_wiped
from netral.apps.fieldwork.device_time import note_contact
from netral.apps.fieldwork.digest_auth import challenge, read_answer
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.openrosa import message, with_headers
from netral.apps.fieldwork.queries.devices import actor_behind, device_by_login, secret_of
from netral.engines.steps.table import StepRepeated
from netral.foundation.phones.domain import DeviceState

P = ParamSpec("P")
DeviceView = Callable[Concatenate[HttpRequest, Device, P], HttpResponse]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def with_digest(view: DeviceView[P]) -> PlainView[P]:
    """Hand a view the device that answered the digest challenge; ask for one otherwise."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        answer = read_answer(request.headers.get("Authorization", ""), request.method or "")
        device = device_by_login(answer.login) if answer else None
        if answer is None or device is None or not answer.proves(secret_of(device), request.get_full_path()):
            asked = with_headers(HttpResponse(status=401))
            asked["WWW-Authenticate"] = challenge(stale=answer is not None and answer.is_stale())
            return asked
        if device.state == DeviceState.REVOKED:
            _note_contact(device)
            return message(403, _("Perangkat ini sudah dicabut kantor Anda. Amatan tidak dapat dikirim dari sini."))
        note_contact(device, None)
        return view(request, device, *args, **kwargs)

    return guarded


def with_secret(view: DeviceView[P]) -> PlainView[P]:
    """Hand a view of the web app the device that sent its name and secret."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        scheme, _space, rest = request.headers.get("Authorization", "").partition(" ")
        login, _colon, secret = rest.partition(":")
        device = device_by_login(login) if scheme == "Device" else None
        if device is None or not constant_time_compare(secret, secret_of(device)):
            words = _("Perangkat ini tidak dikenal. Minta kode baru kepada kantor Anda.")
            return JsonResponse({"error": words}, status=401)
        if device.state == DeviceState.REVOKED:
            _note_contact(device)
            words = _("Perangkat ini sudah dicabut kantor Anda.")
            return JsonResponse({"error": words, "revoked": True}, status=410)
        return view(request, device, *args, **kwargs)

    return guarded


def _note_contact(device: Device) -> None:
    """Note the first time that a revoked device came back and was told so."""
    if device.wiped_at is None:
        with contextlib.suppress(StepRepeated):
            note_wiped(device=device, by=actor_behind(device))

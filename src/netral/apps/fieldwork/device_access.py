"""Which device speaks: by a digest answer at the OpenRosa door, by its secret at the door of the web app."""

import functools

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from netral.apps.fieldwork.actions.devices import note_seen, note_wiped
from netral.apps.fieldwork.digest_auth import challenge, read_answer
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.openrosa import message, with_headers
from netral.apps.fieldwork.queries.devices import actor_behind, device_by_login, secret_of
from netral.foundation.phones.domain import DeviceState
from netral.foundation.phones.door import GuardedView, P, PhoneDoor, PlainView

DOOR: PhoneDoor[Device] = PhoneDoor(device_by_login, secret_of, actor_behind, note_seen, note_wiped)


def with_digest(view: GuardedView[Device, P]) -> PlainView[P]:
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
            DOOR.note_return(device)
            return message(403, _("Perangkat ini sudah dicabut kantor Anda. Amatan tidak dapat dikirim dari sini."))
        DOOR.note_contact(device, None)
        return view(request, device, *args, **kwargs)

    return guarded

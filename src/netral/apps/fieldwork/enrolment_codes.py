"""How a code is handed over: typed by hand, or read by the camera from a QR symbol."""

from typing import Any

from django.urls import reverse

from netral.apps.fieldwork.models import Device
from netral.foundation.accounts.links import absolute
from netral.foundation.phones.codes import qr_source
from netral.foundation.phones.domain import shown_code
from netral.foundation.regions.queries import zone_of


def code_shown(device: Device, code: str) -> dict[str, Any]:
    """Return what the page shows of a code that was just made."""
    app = absolute(reverse("field_app"))
    return {
        "device": device,
        "code": shown_code(code),
        # The web app reads the code behind the mark itself, so that it never stands in the log of a server.
        "qr": qr_source(f"{app}#kode={code}"),
        "app_address": app,
        "odk_address": absolute(reverse("openrosa_start")),
        "zone": zone_of(device.observer.region.code).key,
    }

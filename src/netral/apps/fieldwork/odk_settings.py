"""The settings that ODK Collect reads from a QR code.

As documented at https://docs.getodk.org/collect-import-export/ ("Making your own QR code", "List of keys for all
settings"): a JSON object with "general", "admin" and "project", compressed with zlib, in Base64. Keys that are left
out are set to Collect's defaults.
"""

import base64
import json
import zlib

from django.urls import reverse

from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import secret_of
from netral.foundation.accounts.links import absolute


def server_address() -> str:
    """Return the address that Collect is given; it adds /formList and /submission itself."""
    return absolute(reverse("openrosa_forms")).removesuffix("/formList")


def collect_settings(device: Device) -> str:
    """Return what the QR code of a device holds, its password in plain text among it."""
    settings = {
        "general": {
            "protocol": "odk_default",
            "server_url": server_address(),
            "username": device.login,
            "password": secret_of(device),
            # The phone holds just the forms that are valid, and sends by itself what is finished.
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "admin": {},
        "project": {"name": "Netral", "icon": "N", "color": "#1d70b8"},
    }
    return base64.b64encode(zlib.compress(json.dumps(settings).encode())).decode()

"""Where a phone stands, and how its clock ran, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.foundation.ledger.clock import now
from netral.foundation.phones.domain import DeviceState
from netral.foundation.phones.models import EnrolledPhone
from netral.foundation.ui.choices import Marked

_MINUTE, _HOUR = 60, 3600
DEVICE_STATES: Mapping[str, Marked] = {
    DeviceState.INVITED: (_("Kode belum dipakai"), "warning"),
    DeviceState.ENROLLED: (_("Terdaftar"), "good"),
    DeviceState.REVOKED: (_("Dicabut"), "bad"),
}
CODE_OVER: Marked = (_("Kode habis masanya"), "neutral")


def standing_of(row: EnrolledPhone) -> tuple[Any, str]:
    """Return the words and tone of where a device stands."""
    if row.state == DeviceState.INVITED and row.code_until <= now():
        return CODE_OVER
    return DEVICE_STATES[row.state]


def clock_of(row: EnrolledPhone) -> str:
    """Say by how much a phone's clock runs fast or slow; nothing where it agrees or was never told."""
    if not row.ahead_s:
        return ""
    seconds = abs(row.ahead_s)
    if seconds < _HOUR:
        span = translated("%(minutes)s menit") % {"minutes": round(seconds / _MINUTE)}
    else:
        span = translated("%(hours)s jam") % {"hours": round(seconds / _HOUR)}
    return (translated("Cepat %(span)s") if row.ahead_s > 0 else translated("Lambat %(span)s")) % {"span": span}

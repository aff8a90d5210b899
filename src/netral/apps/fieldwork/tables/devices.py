"""The list of phones."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.apps.fieldwork.domain.devices import COLLECT
from netral.apps.fieldwork.labels import CODE_OVER, DEVICE_STATES
from netral.apps.fieldwork.models import Device
from netral.foundation.ledger.clock import now
from netral.foundation.phones.domain import DeviceState
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table

_MINUTE, _HOUR = 60, 3600


def address(row: Device) -> str:
    """Return the address of a device's page."""
    return reverse("device", args=[row.pk])


def zone(row: Device) -> str:
    """Return the time zone of the area that a device's holder observes."""
    return zone_of(row.observer.region.code).key


def standing_of(row: Device) -> tuple[Any, str]:
    """Return the words and tone of where a device stands."""
    if row.state == DeviceState.INVITED and row.code_until <= now():
        return CODE_OVER
    return DEVICE_STATES[row.state]


def clock_of(row: Device) -> str:
    """Say by how much a phone's clock runs fast or slow; nothing where it agrees or was never told."""
    if not row.ahead_s:
        return ""
    seconds = abs(row.ahead_s)
    if seconds < _HOUR:
        span = translated("%(minutes)s menit") % {"minutes": round(seconds / _MINUTE)}
    else:
        span = translated("%(hours)s jam") % {"hours": round(seconds / _HOUR)}
    return (translated("Cepat %(span)s") if row.ahead_s > 0 else translated("Lambat %(span)s")) % {"span": span}


def keys_of(row: Device) -> str:
    """Say of a revoked device whether it came back and its keys are gone."""
    if row.state != DeviceState.REVOKED or row.enrolled_at is None:
        return ""
    if row.wiped_at is None:
        return translated("Belum terhubung lagi")
    return translated("Sudah diberi tahu") if row.label == COLLECT else translated("Kunci sudah dihapus")


class DeviceTable(Table):
    """Phones by holder, area and state."""

    caption = _("Ponsel pengawas dan pemantau")
    filename = "ponsel-lapangan"
    empty = _("Belum ada ponsel. Buat kode untuk ponsel yang pertama.")
    default_sort = "-invited_at"
    columns: ClassVar = (
        Column(_("Pemegang"), "holder", sortable=True, link=address),
        Column(_("Wilayah"), "area", sortable=True),
        Column(_("Nama masuk"), "login", sortable=True),
        Column(_("Status"), standing_of, sortable="state", kind="status"),
        Column(_("Terakhir terhubung"), "seen_at", sortable=True, kind="datetime", zone=zone),
        Column(_("Amatan"), "observations", sortable=True, kind="number"),
        Column(_("Amatan terakhir"), "last_at", sortable=True, kind="datetime", zone=zone),
        Column(_("Jam ponsel"), clock_of, sortable="ahead_s"),
        Column(_("Sesudah dicabut"), keys_of),
        Column(_("Kode dibuat"), "invited_at", sortable=True, kind="datetime", zone=zone),
    )
    filters: ClassVar = (
        SearchFilter(("holder", "area", "login", "label"), hint=_("Nama, wilayah, atau nama masuk")),
        ChoiceFilter(_("Status"), "state", choices_of(DEVICE_STATES)),
        DateRangeFilter(_("Terakhir terhubung"), "seen_at", moment=True),
    )

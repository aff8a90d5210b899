"""The list of phones."""

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.apps.fieldwork.domain.devices import COLLECT
from netral.apps.fieldwork.models import Device
from netral.foundation.phones.domain import DeviceState
from netral.foundation.phones.labels import DEVICE_STATES, clock_of, standing_of
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table


def address(row: Device) -> str:
    """Return the address of a device's page."""
    return reverse("device", args=[row.pk])


def zone(row: Device) -> str:
    """Return the time zone of the area that a device's holder observes."""
    return zone_of(row.observer.region.code).key


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

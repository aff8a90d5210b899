"""The list of port officers' phones."""

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.models import PortPhone
from netral.foundation.institutions.queries import zone_at
from netral.foundation.phones.labels import DEVICE_STATES, clock_of, standing_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table


def address(row: PortPhone) -> str:
    """Return the address of a phone's page."""
    return reverse("port_phone", args=[row.pk])


def zone(row: PortPhone) -> str:
    """Return the time zone a phone's moments are told in."""
    return zone_at(row.operator).key


class PortPhoneTable(Table):
    """Phones by port and state."""

    caption = _("Ponsel petugas dermaga")
    filename = "ponsel-dermaga"
    empty = _("Belum ada ponsel. Buat kode untuk ponsel yang pertama.")
    default_sort = "-invited_at"
    columns: ClassVar = (
        Column(_("Nama masuk"), "login", sortable=True, link=address),
        Column(_("Pelabuhan"), "port", sortable="port__name"),
        Column(_("Ponsel"), "label", sortable=True),
        Column(_("Status"), standing_of, sortable="state", kind="status"),
        Column(_("Terakhir terhubung"), "seen_at", sortable=True, kind="datetime", zone=zone),
        Column(_("Pindai"), "scanned", sortable=True, kind="number"),
        Column(_("Pindai terakhir"), "last_at", sortable=True, kind="datetime", zone=zone),
        Column(_("Jam ponsel"), clock_of, sortable="ahead_s"),
    )
    filters: ClassVar = (
        SearchFilter(("login", "label", "port__name"), hint=_("Nama masuk, ponsel, atau pelabuhan")),
        ChoiceFilter(_("Status"), "state", choices_of(DEVICE_STATES)),
    )

"""Lists of the network: crossings, ports, vessels, timetables."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.labels import VEHICLES, WEEKDAYS
from netral.apps.crossings.models import Crossing, Timetable, Vessel
from netral.foundation.ui.tables import Column, SearchFilter, Table

_EVERY_DAY = 7


def crossing_address(row: Crossing) -> str:
    """Return the address of a crossing."""
    return reverse("crossing", args=[row.pk])


def running(row: Crossing) -> tuple[Any, str]:
    """Return the words and tone of whether a crossing runs."""
    return (_("Ditutup"), "bad") if row.closed_on else (_("Berjalan"), "good")


def places(row: Vessel) -> str:
    """Return the places of a vessel in words."""
    return ", ".join(f"{VEHICLES[each.vehicle_class]} {each.places}" for each in row.places.all())


def days(row: Timetable) -> str:
    """Return the weekdays of a timetable in words."""
    if len(row.weekdays) == _EVERY_DAY:
        return str(_("Setiap hari"))
    return ", ".join(str(WEEKDAYS[day]) for day in row.weekdays)


class CrossingTable(Table):
    """Crossings by code."""

    caption = _("Penyeberangan")
    filename = "penyeberangan"
    empty = _("Belum ada penyeberangan yang didaftarkan.")
    default_sort = "code"
    columns: ClassVar = (
        Column(_("Kode"), "code", sortable=True, link=crossing_address),
        Column(_("Dari"), "origin.name", sortable="origin__name"),
        Column(_("Ke"), "destination.name", sortable="destination__name"),
        Column(_("Menit"), "minutes", sortable=True, kind="number"),
        Column(_("Pengelola"), "operator.name", sortable="operator__name"),
        Column(_("Keadaan"), running, sortable="closed_on", kind="status"),
    )
    filters: ClassVar = (SearchFilter(("code", "origin__name", "destination__name"), hint=_("Kode atau pelabuhan")),)


class VesselTable(Table):
    """Vessels with their places."""

    caption = _("Kapal")
    filename = "kapal"
    empty = _("Belum ada kapal yang didaftarkan.")
    default_sort = "name"
    columns: ClassVar = (
        Column(_("Nama"), "name", sortable=True),
        Column(_("Tempat"), places),
        Column(_("Pengelola"), "operator.name", sortable="operator__name"),
    )
    filters: ClassVar = (SearchFilter(("name",), hint=_("Nama kapal")),)


class TimetableTable(Table):
    """Timetables by crossing and time."""

    caption = _("Jadwal")
    filename = "jadwal-penyeberangan"
    empty = _("Belum ada jadwal.")
    default_sort = "departs"
    columns: ClassVar = (
        Column(_("Jam"), "departs", sortable=True, link=lambda row: reverse("timetable", args=[row.pk])),
        Column(_("Penyeberangan"), "crossing.code", sortable="crossing__code"),
        Column(_("Hari"), days),
        Column(_("Kapal"), "vessel.name", sortable="vessel__name"),
        Column(_("Sejak"), "valid_from", sortable=True, kind="date"),
        Column(_("Sampai"), "valid_until", sortable=True, kind="date"),
    )
    filters: ClassVar = (SearchFilter(("crossing__code", "vessel__name"), hint=_("Kode atau kapal")),)

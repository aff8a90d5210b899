"""Lists of passes, of departures with their booked priority, and the manifest."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.departures import DepartureState
from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.labels import DEPARTURE_STATES, VEHICLES
from netral.apps.crossings.models import FerryDeparture, PriorityPass
from netral.apps.crossings.pass_labels import DEPARTURE_UNCLOSED, PASS_KINDS, PASS_NOT_YET, PASS_OVER, PASS_STATES
from netral.foundation.ledger.clock import now
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.formats import waktu_pendek
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def pass_address(row: PriorityPass) -> str:
    """Return the address of a pass."""
    return reverse("priority_pass", args=[row.pk])


def departure_address(row: FerryDeparture) -> str:
    """Return the address of a departure."""
    return reverse("departure", args=[row.pk])


def pass_standing(row: PriorityPass) -> tuple[Any, str]:
    """Return the words and tone of where a pass stands; one whose time is over, or has not come, says so."""
    if row.state == PassState.GRANTED and row.over(now()):
        return PASS_OVER
    if row.state == PassState.GRANTED and row.valid_from > now() and not row.is_trip:
        return PASS_NOT_YET
    return PASS_STATES[row.state]


def departure_standing(row: FerryDeparture) -> tuple[Any, str]:
    """Return the words and tone of where a departure stands; one that nobody closed says so."""
    if row.state == DepartureState.PLANNED and row.departs_at < now():
        return DEPARTURE_UNCLOSED
    return DEPARTURE_STATES[row.state]


def trip(row: PriorityPass) -> Any:
    """Return when a pass boards."""
    return waktu_pendek(row.departure.departs_at, row.zone) if row.departure else PASS_KINDS[row.kind]


def sails(row: FerryDeparture) -> str:
    """Return when a departure leaves, where it leaves."""
    return waktu_pendek(row.departs_at, row.zone)


def vehicle(row: PriorityPass) -> str:
    """Return with what a pass boards."""
    return f"{VEHICLES[row.vehicle_class]} {row.plate}".strip()


def companions(row: PriorityPass) -> str:
    """Return who travels with the holder of a pass."""
    return ", ".join(row.companions)


class PassTable(Table):
    """Passes and requests."""

    caption = _("Pas prioritas")
    filename = "pas"
    empty = _("Belum ada pas atau permintaan.")
    default_sort = "-valid_from"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=pass_address),
        Column(_("Pemegang"), "holder", sortable=True),
        Column(_("Penyeberangan"), "crossing"),
        Column(_("Berangkat"), trip, sortable="valid_from"),
        Column(_("Naik dengan"), vehicle),
        Column(_("Status"), pass_standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "holder", "plate"), hint=_("Nomor, nama, atau nomor polisi")),
        ChoiceFilter(_("Status"), "state", choices_of(PASS_STATES)),
        ChoiceFilter(_("Jenis"), "kind", choices_of(PASS_KINDS)),
        TURN_FILTER,
        DateRangeFilter(_("Tanggal"), "valid_from"),
    )


class DepartureTable(Table):
    """Departures with their booked priority."""

    caption = _("Keberangkatan")
    filename = "keberangkatan"
    empty = _("Belum ada keberangkatan. Isi jadwal dulu.")
    default_sort = "departs_at"
    columns: ClassVar = (
        Column(_("Berangkat"), sails, sortable="departs_at", link=departure_address),
        Column(_("Penyeberangan"), "crossing"),
        Column(_("Kapal"), "vessel.name", sortable=True),
        Column(_("Pas"), "granted", kind="number"),
        Column(_("Menunggu"), "waiting", kind="number"),
        Column(_("Status"), departure_standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("crossing__code", "crossing__origin__name", "crossing__destination__name", "vessel__name")),
        ChoiceFilter(_("Status"), "state", choices_of(DEPARTURE_STATES)),
        TURN_FILTER,
        DateRangeFilter(_("Tanggal"), "departs_at"),
    )


class ManifestTable(Table):
    """Who boards a departure with priority."""

    caption = _("Manifes prioritas")
    filename = "manifes"
    empty = _("Belum ada pas untuk keberangkatan ini.")
    default_sort = "holder"
    columns: ClassVar = (
        Column(_("Pemegang"), "holder", sortable=True),
        Column(_("Nomor pas"), "number", sortable=True),
        Column(_("Naik dengan"), vehicle),
        Column(_("Yang ikut"), companions),
        Column(_("Wajib dibawa"), "instrument.must_carry"),
    )
    filters: ClassVar = (SearchFilter(("holder", "number", "plate")),)

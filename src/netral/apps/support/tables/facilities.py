"""Lists of facilities, of loans, of damage and loss, and of what the public may see."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.support.labels import HARMS, LATE, LOAN_STATES, WARES
from netral.apps.support.models import Facility, Loan
from netral.apps.support.queries.facilities import view_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER

_WARE = ChoiceFilter(_("Jenis"), "ware", choices_of(WARES))


def loan_address(loan: Loan) -> str:
    """Return the address of a loan."""
    return reverse("loan", args=[loan.pk])


def ware(row: Facility | Loan) -> Any:
    """Return the kind of a facility in words."""
    return WARES[row.ware]


def standing(loan: Loan) -> tuple[Any, str]:
    """Return the words and tone of where a loan stands; one that is late says so."""
    return LATE if loan.is_late else LOAN_STATES[loan.state]


def harm(loan: Loan) -> tuple[Any, str]:
    """Return the words and tone of how a facility came back."""
    return HARMS[loan.harm]


def settled(loan: Loan) -> tuple[Any, str]:
    """Return the words and tone of whether damage or loss is settled."""
    return (_("Selesai"), "good") if loan.settled_on else (_("Belum selesai"), "warning")


def usage(facility: Facility) -> tuple[Any, str]:
    """Return the words and tone of whether a facility is lent now."""
    return (_("Dipinjam"), "neutral") if getattr(facility, "taken", 0) else (_("Ada di tempat"), "good")


class FacilityTable(Table):
    """What governments have to lend."""

    caption = _("Fasilitas")
    filename = "fasilitas"
    empty = _("Belum ada fasilitas yang didaftarkan.")
    default_sort = "name"
    columns: ClassVar = (
        Column(_("Nama"), "name", sortable=True),
        Column(_("Jenis"), ware, sortable="ware"),
        Column(_("Nomor"), "mark", sortable=True),
        Column(_("Tempat"), "place"),
        Column(_("Pemilik"), "government.name", sortable=True),
        Column(_("Sekarang"), usage, kind="status"),
    )
    filters: ClassVar = (SearchFilter(("name", "mark", "place"), hint=_("Nama, nomor, atau tempat")), _WARE)


class LoanTable(Table):
    """Loans by day and state."""

    caption = _("Pinjaman fasilitas")
    filename = "pinjaman-fasilitas"
    empty = _("Belum ada pinjaman.")
    default_sort = "-starts_on"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=loan_address),
        Column(_("Jenis"), ware, sortable="ware"),
        Column(_("Fasilitas"), "facility"),
        Column(_("Mulai"), "starts_on", sortable=True, kind="date"),
        Column(_("Sampai"), "ends_on", sortable=True, kind="date"),
        Column(_("Tempat pakai"), "place"),
        Column(_("Pemberi"), "giver.name", sortable=True),
        Column(_("Status"), standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "facility__name", "place"), hint=_("Nomor, fasilitas, atau tempat")),
        ChoiceFilter(_("Status"), "state", choices_of(LOAN_STATES)),
        _WARE,
        TURN_FILTER,
        DateRangeFilter(_("Mulai"), "starts_on"),
    )


class LateLoanTable(Table):
    """Loans that should have come back."""

    caption = _("Pinjaman yang terlambat kembali")
    filename = "pinjaman-terlambat"
    empty = _("Tidak ada fasilitas yang terlambat kembali.")
    default_sort = "ends_on"
    columns: ClassVar = LoanTable.columns
    filters: ClassVar = (SearchFilter(("number", "facility__name", "place")), _WARE)


class HarmTable(Table):
    """Facilities that came back damaged or not at all; sums in rupiah."""

    caption = _("Kerusakan dan kehilangan")
    filename = "kerusakan-fasilitas"
    empty = _("Belum ada fasilitas yang rusak atau hilang.")
    default_sort = "-returned_on"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=loan_address),
        Column(_("Fasilitas"), "facility"),
        Column(_("Kembali"), "returned_on", sortable=True, kind="date"),
        Column(_("Keadaan"), harm, sortable="harm", kind="status"),
        Column(_("Perkiraan (rupiah)"), "harm_estimate", sortable=True, kind="number"),
        Column(_("Penyelesaian"), settled, sortable="settled_on", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "facility__name"), hint=_("Nomor atau fasilitas")),
        ChoiceFilter(_("Keadaan"), "harm", choices_of({code: HARMS[code] for code in ("damaged", "lost")})),
        DateRangeFilter(_("Kembali"), "returned_on"),
    )


def flagged(loan: Loan) -> str:
    """Say by which rule a loan is flagged, since the head of its giver is a candidate; empty where it is not."""
    flag = view_of(loan).flag
    return flag.provenance.reference if flag else ""


class PublicLoanTable(Table):
    """What governments lent supervisors, without the name of any person."""

    caption = _("Fasilitas yang dipinjamkan")
    filename = "fasilitas-dipinjamkan"
    empty = _("Belum ada fasilitas yang dipinjamkan di wilayah ini.")
    default_sort = "-starts_on"
    columns: ClassVar = (
        Column(_("Jenis"), ware, sortable="ware"),
        Column(_("Mulai"), "starts_on", sortable=True, kind="date"),
        Column(_("Sampai"), "ends_on", sortable=True, kind="date"),
        Column(_("Pemberi"), "giver.name", sortable=True),
        Column(_("Peminjam"), "borrower.name", sortable=True),
        Column(_("Status"), standing, sortable="state", kind="status"),
        Column(_("Kepala daerah calon"), flagged),
    )
    filters: ClassVar = (_WARE, DateRangeFilter(_("Mulai"), "starts_on"))

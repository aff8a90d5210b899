"""Lists of grants: those an actor sees, and the public's totals, instalments and payments."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.support.labels import GRANT_STATES
from netral.apps.support.models import Grant
from netral.apps.support.queries.totals import PublicPayment, PublicStep, RegionTotal
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.grades import short_grade
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def grant_page(row: Grant) -> str:
    """Return the address of a grant's page."""
    return reverse("grant", args=[row.pk])


def grant_state(row: Grant) -> tuple[Any, str]:
    """Return the words and tone of a grant's state."""
    return GRANT_STATES[row.state]


def lateness(row: Any) -> tuple[Any, str]:
    """Return in words whether a term of a grant is over; nothing where none is."""
    return (_("Terlambat"), "bad") if row.late == "ya" else ("", "neutral")


def region_page(row: RegionTotal) -> str:
    """Return the address of the public page of a region's grants."""
    return reverse("support_region", args=[row.code])


def late_terms(row: RegionTotal) -> int:
    """Return how many terms of a region are over."""
    return row.late


def step_status(row: PublicStep) -> tuple[Any, str]:
    """Return in words how far an instalment is paid."""
    if row.paid >= row.amount:
        return _("Lunas"), "good"
    if row.is_late:
        return _("Terlambat"), "bad"
    return (_("Dibayar sebagian"), "warning") if row.paid else (_("Belum dibayar"), "neutral")


def known(row: PublicStep) -> str:
    """Return the rule of an instalment, and how surely it is known."""
    return f"{row.reference} ({short_grade(row.verification)})"


def flag(row: PublicPayment) -> str:
    """Return why a payment is flagged; nothing where it is not."""
    if row.flag is None:
        return ""
    source = row.flag.provenance
    reference = f"{source.reference} ({short_grade(source.verification)})"
    return gettext("Kepala daerah calon petahana: %(reference)s") % {"reference": reference}


def instrument(row: PublicPayment) -> str:
    """Return the number of the letter a payment rests on; says where a flagged one names none."""
    if row.flag and not row.instrument_number:
        return gettext("belum dicatat")
    return row.instrument_number


class GrantTable(Table):
    """Grants by region, state and what is late."""

    caption = _("Hibah")
    filename = "hibah"
    empty = _("Belum ada hibah.")
    default_sort = "next_due"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=grant_page),
        Column(_("Pemberi"), "government.name", sortable=True),
        Column(_("Penerima"), "receiver.name", sortable=True),
        Column(_("Tahap"), grant_state, sortable="state", kind="status"),
        Column(_("Batas waktu terdekat"), "next_due", sortable=True, kind="date"),
        Column(_("Keterlambatan"), lateness, kind="status"),
        Column(_("Diminta (Rp)"), "asked", sortable=True, kind="number"),
        Column(_("Disetujui (Rp)"), "agreed", sortable=True, kind="number"),
        Column(_("Dibayar (Rp)"), "paid", sortable=True, kind="number"),
        Column(_("Dibelanjakan (Rp)"), "spent", sortable=True, kind="number"),
        Column(_("Dikembalikan (Rp)"), "returned", sortable=True, kind="number"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "region__name", "government__name"), hint=_("Nomor, wilayah, atau pemerintah daerah")),
        ChoiceFilter(_("Tahap"), "state", choices_of(GRANT_STATES)),
        ChoiceFilter(_("Keterlambatan"), "late", [("ya", _("Terlambat"))], param="terlambat"),
        TURN_FILTER,
        DateRangeFilter(_("Diminta"), "asked_at", moment=True),
    )


class RegionTotalTable(Table):
    """Grants of every region."""

    caption = _("Hibah per wilayah")
    filename = "dukungan-per-wilayah"
    empty = _("Belum ada NPHD yang dicatat.")
    default_sort = "-late"
    columns: ClassVar = (
        Column(_("Wilayah"), "region", sortable=True, link=region_page),
        Column(_("Kode"), "code"),
        Column(_("Disetujui (Rp)"), "agreed", sortable=True, kind="number", link=region_page),
        Column(_("Dibayar (Rp)"), "paid", sortable=True, kind="number", link=region_page),
        Column(_("Dibelanjakan (Rp)"), "spent", sortable=True, kind="number", link=region_page),
        Column(_("Dikembalikan (Rp)"), "returned", sortable=True, kind="number", link=region_page),
        Column(_("Batas waktu terlewat"), late_terms, sortable=True, kind="number", key="late", link=region_page),
        Column(_("Terlambat sejak"), "late_since", kind="date"),
    )
    filters: ClassVar = (SearchFilter(("region", "code")),)


class PublicStepTable(Table):
    """Instalments of the grants of one region."""

    caption = _("Tahap pembayaran")
    filename = "tahap-hibah"
    prefix = "tahap_"
    empty = _("Belum ada NPHD yang dicatat.")
    columns: ClassVar = (
        Column(_("NPHD"), "grant"),
        Column(_("Penerima"), "receiver"),
        Column(_("Tahap"), "title"),
        Column(_("Paling lambat"), "due_on", kind="date"),
        Column(_("Jumlah (Rp)"), "amount", kind="number"),
        Column(_("Dibayar (Rp)"), "paid", kind="number"),
        Column(_("Keadaan"), step_status, kind="status"),
        Column(_("Dasar"), known),
        Column(_("Catatan"), "note"),
    )


class PublicPaymentTable(Table):
    """Payments on the grants of one region."""

    caption = _("Pembayaran")
    filename = "pembayaran-hibah"
    prefix = "bayar_"
    empty = _("Belum ada pembayaran.")
    columns: ClassVar = (
        Column(_("Tanggal"), "paid_on", kind="date"),
        Column(_("NPHD"), "grant"),
        Column(_("Tahap"), "title"),
        Column(_("Jumlah (Rp)"), "amount", kind="number"),
        Column(_("Tanda"), flag),
        Column(_("Nomor surat dasar"), instrument),
        Column(_("Tanggal surat dasar"), "instrument_on", kind="date"),
    )

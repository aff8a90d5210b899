"""Lists of honoraria, of the bank's lists and their payments, and of letters."""

from typing import ClassVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.supervisors import api as supervisors
from netral.apps.support.models import Honorarium, HonorariumPayment
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, DateRangeFilter, SearchFilter
from netral.foundation.ui.formats import bulan
from netral.foundation.ui.tables import Table
from netral.foundation.workflow.work import TURN_FILTER


def status_of(row: Honorarium) -> tuple[str | Promise, str]:
    """Return whether an honorarium was paid, and its mark."""
    if not row.unpaid:
        return _("Lunas"), "good"
    if row.late_from <= today_in(row.posting.region_id):
        return _("Terlambat"), "bad"
    return (_("Sebagian"), "warning") if row.paid else (_("Belum dibayar"), "neutral")


def payment_status(row: HonorariumPayment) -> tuple[str | Promise, str]:
    """Return whether a payment counts, and its mark."""
    return (_("Dibatalkan"), "bad") if row.withdrawn_at else (_("Dibayar"), "good")


def _month(row: Honorarium) -> str:
    return bulan(row.month)


def _back(row: HonorariumPayment) -> str:
    return "" if row.withdrawn_at else reverse("honorarium_payment_back", args=[row.pk])


class HonorariaTable(Table):
    """What supervisors are owed for their months."""

    caption = _("Honor pengawas")
    filename = "honor-pengawas"
    default_sort = "-month"
    empty = _("Belum ada honor yang dihitung. Hitung dulu honor satu bulan.")
    columns: ClassVar = (
        Column(_("Bulan"), _month, sortable="month"),
        Column(_("Nama"), "posting.supervisor.name", sortable=True),
        Column(_("Nomor kartu"), "posting.number", sortable=True),
        Column(_("Wilayah"), "posting.place"),
        Column(_("Honor"), "amount", sortable=True, numeric=True, kind="number"),
        Column(_("Dibayar"), "paid", sortable=True, numeric=True, kind="number"),
        Column(_("Belum dibayar"), "unpaid", numeric=True, kind="number"),
        Column(_("Seharusnya dibayar sebelum"), "late_from", sortable=True, kind="date"),
        Column(_("Status"), status_of, kind="status"),
        Column(_("Dasar tarif"), "basis"),
    )
    filters: ClassVar = (
        SearchFilter(("posting__supervisor__name", "posting__number", "posting__region__name")),
        ChoiceFilter(_("Jabatan"), "posting.post", choices_of(supervisors.POSTS), param="jabatan"),
        ChoiceFilter(_("Pembayaran"), "settled", [("ya", _("Lunas")), ("tidak", _("Belum lunas"))], param="lunas"),
        TURN_FILTER,
        DateRangeFilter(_("Bulan"), "month", param="bulan"),
    )


class BankListsTable(Table):
    """The bank's lists that were taken."""

    caption = _("Daftar pembayaran dari bank")
    filename = "daftar-bank"
    default_sort = "-taken_at"
    empty = _("Belum ada daftar bank yang diimpor.")
    columns: ClassVar = (
        Column(
            _("Berkas"), "file.name", sortable=True, link=lambda row: reverse("honorarium_bank_list", args=[row.pk])
        ),
        Column(_("Diimpor"), "taken_at", sortable=True, kind="datetime"),
        Column(_("Baris"), "lines", sortable=True, numeric=True, kind="number"),
        Column(_("Jumlah"), "total", sortable=True, numeric=True, kind="number"),
    )


class PaymentsTable(Table):
    """The payments of one bank's list."""

    caption = _("Pembayaran")
    filename = "pembayaran-honor"
    default_sort = "paid_on"
    empty = _("Tidak ada pembayaran.")
    columns: ClassVar[tuple[Column, ...]] = (
        Column(_("Nama"), "honorarium.posting.supervisor.name"),
        Column(_("Nomor kartu"), "honorarium.posting.number"),
        Column(_("Bulan"), lambda row: bulan(row.honorarium.month)),
        Column(_("Jumlah"), "amount", sortable=True, numeric=True, kind="number"),
        Column(_("Tanggal bayar"), "paid_on", sortable=True, kind="date"),
        Column(_("Nomor referensi"), "reference", sortable=True),
        Column(_("Status"), payment_status, kind="status"),
        Column(_("Alasan pembatalan"), "withdrawal_reason"),
    )
    filters: ClassVar = (SearchFilter(("honorarium__posting__supervisor__name", "reference")),)


def _offered(row: HonorariumPayment) -> str:
    return "" if row.withdrawn_at else gettext("Batalkan")


class TreasurerPaymentsTable(PaymentsTable):
    """The same for whoever may take a payment back."""

    columns: ClassVar[tuple[Column, ...]] = (
        *PaymentsTable.columns,
        Column(_("Langkah"), _offered, key="langkah", link=_back, export=False),
    )

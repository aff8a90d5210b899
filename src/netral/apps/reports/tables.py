"""The inbox as a table; no column of it says who reported."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from netral.apps.reports.domain.statuses import Status
from netral.apps.reports.models import ROUTES, STATUSES, Report
from netral.apps.reports.queries import act_choices, act_title, term_of
from netral.foundation.ledger.clock import now
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.formats import spell
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER

ADMITTING = "terima"
_WORDS_SHOWN = 30


def _detail(report: Report) -> str:
    return reverse("report_detail", args=[report.pk])


def _act(report: Report) -> str:
    return act_title(report.decided_act)


def _status(report: Report) -> tuple[str, str]:
    return report.get_status_display(), report.meaning.tone


def _zone(report: Report) -> str:
    return zone_of(report.region_id, report.filed_at.date()).key


def _term(report: Report) -> datetime | None:
    term = term_of(report, Status.FILED, report.filed_at)
    return term.due if term else None


def _waited(report: Report) -> str:
    return spell(now() - report.filed_at)


def _beginning(report: Report) -> str:
    return Truncator(report.account).words(_WORDS_SHOWN)


def _alike(row: Any) -> str | None:
    return f"?sama={row.pk}" if row.same > 1 else None


class InboxTable(Table):
    """Reports an institution may see."""

    caption = _("Laporan masyarakat")
    filename = "laporan"
    default_sort = "-filed_at"
    empty = _("Belum ada laporan.")
    columns: ClassVar = [
        Column(_("Nomor"), "number", sortable=True, link=_detail),
        Column(_("Diterima"), "filed_at", sortable=True, kind="datetime", zone=_zone),
        Column(_("Wilayah"), "region.name", sortable="region__name"),
        Column(_("Perbuatan"), _act, key="perbuatan"),
        Column(_("Jalur"), "get_route_display", key="jalur"),
        Column(_("Status"), _status, sortable="status", kind="status", key="keadaan"),
        Column(_("Bukti"), "evidence_count", sortable=True, kind="number"),
        Column(_("Lembaga"), "institution.name", sortable="institution__name"),
    ]
    filters: ClassVar = [
        SearchFilter(("number", "account", "place", "region__name"), hint=_("Nomor, tempat, atau kata dalam uraian")),
        ChoiceFilter(_("Status"), "status", STATUSES),
        TURN_FILTER,
        ChoiceFilter(_("Jalur"), "route", ROUTES),
        ChoiceFilter(_("Tingkat wilayah"), "region.tier", Tier.choices, param="tingkat"),
        ChoiceFilter(_("Perbuatan menurut pelapor"), "act", act_choices),
        ChoiceFilter(_("Perbuatan menurut petugas"), "confirmed_act", act_choices),
        DateRangeFilter(_("Tanggal diterima"), "filed_at", moment=True),
    ]


class QuarantineTable(Table):
    """Held reports; those that tell the same can be read side by side before they are opened."""

    caption = _("Laporan yang menunggu dibuka")
    filename = "laporan-menunggu"
    default_sort = "filed_at"
    empty = _("Tidak ada laporan yang menunggu dibuka.")
    columns: ClassVar = [
        Column(_("Nomor"), "number", sortable=True, link=_detail),
        Column(_("Diterima"), "filed_at", sortable=True, kind="datetime", zone=_zone),
        Column(_("Sudah menunggu"), _waited, key="menunggu"),
        Column(_("Batas kajian awal"), _term, key="batas", kind="datetime", zone=_zone),
        Column(_("Wilayah"), "region.name", sortable="region__name"),
        Column(_("Perbuatan"), _act, key="perbuatan"),
        Column(_("Awal uraian"), _beginning, key="uraian", export=False),
        Column(_("Isi sama"), "same", sortable=True, kind="number", link=_alike),
        Column(_("Lembaga"), "institution.name", sortable="institution__name"),
    ]
    filters: ClassVar = [
        SearchFilter(("number", "account", "place", "region__name"), hint=_("Nomor, tempat, atau kata dalam uraian")),
        ChoiceFilter(_("Jalur"), "route", ROUTES),
        ChoiceFilter(_("Perbuatan menurut pelapor"), "act", act_choices),
        DateRangeFilter(_("Tanggal diterima"), "filed_at", moment=True),
    ]


class AdmittingTable(QuarantineTable):
    """Held reports for those who may open them."""

    columns: ClassVar = [
        Column(_("Pilih"), "pk", key="laporan", form=ADMITTING, export=False),
        *QuarantineTable.columns,
    ]

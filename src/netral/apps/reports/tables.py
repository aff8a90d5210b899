"""The inbox as a table; no column of it says who reported."""

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.reports.models import ROUTES, STATUSES, Report
from netral.apps.reports.queries import act_choices, act_title
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table


def _detail(report: Report) -> str:
    return reverse("report_detail", args=[report.pk])


def _act(report: Report) -> str:
    return act_title(report.decided_act)


def _status(report: Report) -> tuple[str, str]:
    return report.get_status_display(), report.meaning.tone


def _zone(report: Report) -> str:
    return zone_of(report.region_id, report.filed_at.date()).key


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
        ChoiceFilter(_("Jalur"), "route", ROUTES),
        ChoiceFilter(_("Tingkat wilayah"), "region.tier", Tier.choices, param="tingkat"),
        ChoiceFilter(_("Perbuatan menurut pelapor"), "act", act_choices),
        ChoiceFilter(_("Perbuatan menurut petugas"), "confirmed_act", act_choices),
        DateRangeFilter(_("Tanggal diterima"), "filed_at", moment=True),
    ]

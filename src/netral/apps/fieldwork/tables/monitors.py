"""The list of groups of monitors."""

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.monitors import GroupState
from netral.apps.fieldwork.labels import GROUP_COMING, GROUP_KINDS, GROUP_OVER, GROUP_STATES
from netral.apps.fieldwork.models import MonitorGroup
from netral.foundation.accounts.queries import current_day
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def address(row: MonitorGroup) -> str:
    """Return the address of a group's page."""
    return reverse("monitor_group", args=[row.pk])


def kind_of(row: MonitorGroup) -> Any:
    """Return what a group is, in words."""
    return GROUP_KINDS[row.kind]


def standing_on(row: MonitorGroup, day: date) -> tuple[Any, str]:
    """Return the words and tone of where a group stands on a day."""
    if row.state == GroupState.ACCEPTED and day > row.ends_on:
        return GROUP_OVER
    if row.state == GroupState.ACCEPTED and day < row.starts_on:
        return GROUP_COMING
    return GROUP_STATES[row.state]


def standing_today(row: MonitorGroup) -> tuple[Any, str]:
    """Return the words and tone of where a group stands now."""
    return standing_on(row, current_day())


class MonitorGroupTable(Table):
    """Groups of monitors by region, kind and state."""

    caption = _("Kelompok pemantau")
    filename = "kelompok-pemantau"
    empty = _("Belum ada kelompok yang mendaftar. Halaman pendaftarannya ada di beranda publik.")
    default_sort = "-applied_at"
    columns: ClassVar = (
        Column(_("Kelompok"), "name", sortable=True, link=address),
        Column(_("Jenis"), kind_of, sortable="kind"),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Nomor akreditasi"), "accreditation"),
        Column(_("Status"), standing_today, sortable="state", kind="status"),
        Column(_("Mulai"), "starts_on", sortable=True, kind="date"),
        Column(_("Sampai"), "ends_on", sortable=True, kind="date"),
        Column(_("Orang"), "people", sortable=True, kind="number"),
        Column(_("Mendaftar"), "applied_at", sortable=True, kind="date", zone=lambda row: zone_of(row.region_id).key),
    )
    filters: ClassVar = (
        SearchFilter(("name", "accreditation", "region__name"), hint=_("Nama, nomor, atau wilayah")),
        ChoiceFilter(_("Jenis"), "kind", choices_of(GROUP_KINDS)),
        ChoiceFilter(_("Status"), "state", choices_of(GROUP_STATES)),
        DateRangeFilter(_("Mulai"), "starts_on"),
        TURN_FILTER,
    )

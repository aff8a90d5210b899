"""The list of who swears at the kiosks of a ceremony."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.models import RollCallSlip
from netral.apps.supervisors.queries.roll_calls import group_of
from netral.apps.supervisors.tables.appointments import appointee_url, oath_zone
from netral.foundation.ui.tables import Column, SearchFilter, Table


def _stands(row: RollCallSlip) -> tuple[Any, str]:
    return (_("Mengonfirmasi"), "good") if row.confirmed_at else (_("Belum"), "neutral")


class SlipTable(Table):
    """Who is called, and who confirmed her oath when."""

    caption = _("Yang dipanggil")
    filename = "sumpah-di-kios"
    empty = _("Tidak ada nama yang cocok.")
    columns: ClassVar = (
        Column(_("No."), "appointee.order", sortable=True, kind="number"),
        Column(
            _("Nama"),
            "appointee.application.name",
            sortable=True,
            link=lambda row: appointee_url(row.appointee),
        ),
        Column(_("Lembar slip"), lambda row: group_of(row.appointee.application).name, key="lembar"),
        Column(_("Wilayah"), lambda row: str(row.appointee.application.vacancy), key="wilayah"),
        Column(_("Status"), _stands, kind="status", key="status"),
        Column(
            _("Waktu"),
            "confirmed_at",
            kind="datetime",
            sortable=True,
            zone=lambda row: oath_zone(row.ceremony.oath),
        ),
    )
    filters: ClassVar = (
        SearchFilter(
            ("appointee__application__name", "appointee__application__vacancy__region__name"), hint=_("Nama atau desa")
        ),
    )

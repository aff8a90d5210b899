"""Tables of ceremonies and of who takes part."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as now_, gettext_lazy as _

from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.labels import PLEDGE_STATUSES
from netral.apps.pledges.models import Ceremony, Pledge
from netral.foundation.ceremonies.labels import CEREMONY_STATUSES
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, SearchFilter
from netral.foundation.ui.tables import Table


def _page(row: Ceremony) -> str:
    return reverse("ceremony", args=[row.pk])


def _status(row: Ceremony) -> tuple[Any, str]:
    return CEREMONY_STATUSES[row.status]


class CeremoniesTable(Table):
    """The ceremonies of a campaign."""

    caption = _("Pelantikan dalam kampanye ini")
    filename = "pelantikan"
    empty = _("Belum ada pelantikan.")
    columns = (
        Column(_("Pelantikan"), "title", link=_page, sortable=True),
        Column(_("Tempat"), "place"),
        Column(_("Hari"), "held_on", kind="date", sortable=True),
        Column(_("Status"), _status, kind="status", key="status"),
    )


def _stands(row: Pledge) -> tuple[Any, str]:
    if row.status == PledgeStatus.SIGNED:
        return (now_("Disegel"), "good") if row.document_id else (now_("Menunggu segel"), "warning")
    if row.status == PledgeStatus.DECLINED:
        return now_("Keberatan"), "bad"
    return (now_("Konfirmasi ditolak"), "bad") if getattr(row, "was_refused", False) else (now_("Belum"), "neutral")


class CalledTable(Table):
    """Who takes part, and how far each is; heads of units first."""

    caption = _("Peserta")
    filename = "peserta-pelantikan"
    empty = _("Belum ada peserta.")
    filters = (
        SearchFilter(("person.name", "person.nip"), hint=_("Nama atau NIP")),
        ChoiceFilter(_("Status"), "status", choices_of(PLEDGE_STATUSES)),
    )
    columns = (
        Column(_("Nama"), "person.name", sortable=True),
        Column(_("NIP"), "person.nip"),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Jabatan"), "person.position"),
        Column(_("Status"), _stands, kind="status", key="stands"),
        Column(_("Waktu"), "signed_at", kind="datetime", sortable=True),
    )

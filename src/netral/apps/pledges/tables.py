"""Tables of campaigns, of the coverage board and of the people behind it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.models import Campaign, CampaignStatus, Pledge, PledgeStatus
from netral.apps.pledges.queries import UnitCoverage, units_in
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, SearchFilter
from netral.foundation.ui.tables import Table

CAMPAIGN_TONES = {CampaignStatus.DRAFT: "neutral", CampaignStatus.OPEN: "good", CampaignStatus.CLOSED: "neutral"}
PLEDGE_TONES = {
    PledgeStatus.INVITED: "neutral",
    PledgeStatus.OPENED: "warning",
    PledgeStatus.SIGNED: "good",
    PledgeStatus.DECLINED: "bad",
    PledgeStatus.WITHDRAWN: "warning",
}


def _campaign_page(row: Campaign) -> str:
    return reverse("campaign", args=[row.pk])


def _campaign_status(row: Campaign) -> tuple[Any, str]:
    return row.get_status_display(), CAMPAIGN_TONES[CampaignStatus(row.status)]


class CampaignsTable(Table):
    """The campaigns a reader may see."""

    caption = _("Kampanye ikrar")
    filename = "kampanye-ikrar"
    empty = _("Belum ada kampanye ikrar.")
    filters = (
        SearchFilter(("title", "institution.name")),
        ChoiceFilter(_("Status"), "status", CampaignStatus.choices),
    )
    columns = (
        Column(_("Kampanye"), "title", link=_campaign_page, sortable=True),
        Column(_("Penyelenggara"), "institution.name", sortable=True),
        Column(_("Hari pertama"), "opens_on", sortable=True),
        Column(_("Hari terakhir"), "closes_on", sortable=True),
        Column(_("Status"), _campaign_status, kind="status", key="status"),
    )


def _unit_page(row: UnitCoverage) -> str:
    return f"{reverse('campaign_people', args=[row.campaign_id])}?{urlencode({'unit': row.unit_id})}"


class BoardTable(Table):
    """How far each unit of a campaign is."""

    caption = _("Cakupan tiap unit kerja")
    filename = "cakupan-ikrar"
    default_sort = "unit"
    empty = _("Belum ada yang diundang.")
    filters = (SearchFilter(("unit",), label=_("Cari unit kerja")),)
    columns = (
        Column(_("Unit kerja"), "unit", sortable=True, link=_unit_page),
        Column(_("Diundang"), "counts.invited", kind="number", sortable=True),
        Column(_("Membaca"), "counts.opened", kind="number", sortable=True),
        Column(_("Sudah berikrar"), "counts.signed", kind="number", sortable=True),
        Column(_("Menolak"), "counts.declined", kind="number", sortable=True),
        Column(_("Bagian"), "counts.share", kind="percent", sortable=True),
    )


def _pledge_status(row: Pledge) -> tuple[Any, str]:
    return row.get_status_display(), PLEDGE_TONES[PledgeStatus(row.status)]


def _copy_of(row: Pledge) -> str | None:
    return reverse("pledge_copy", args=[row.campaign_id, row.pk]) if row.document_id else None


def _code_of(row: Pledge) -> str:
    return row.document.shown_code if row.document else ""


def _units() -> list[tuple[Any, str]]:
    # The database shows only the reader's pledges, and so only their units are offered.
    return list(units_in(Pledge.objects.all()).values_list("pk", "name"))


class PeopleTable(Table):
    """The people of a campaign, and how far each is."""

    caption = _("ASN dalam kampanye ini")
    filename = "ikrar-per-orang"
    default_sort = "person__name"
    filters = (
        SearchFilter(("person.name", "person.nip"), hint=_("Nama atau NIP")),
        ChoiceFilter(_("Unit kerja"), "unit_id", _units, param="unit"),
        ChoiceFilter(_("Status"), "status", PledgeStatus.choices),
    )
    columns = (
        Column(_("Nama"), "person.name", sortable=True),
        Column(_("NIP"), "person.nip", sortable=True),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Status"), _pledge_status, kind="status", key="status", sortable="status"),
        Column(_("Waktu"), "signed_at", kind="datetime", sortable=True),
        Column(_("Dokumen"), _code_of, link=_copy_of, key="dokumen"),
        Column(_("Alasan menolak"), "decline_reason"),
    )

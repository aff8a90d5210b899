"""Tables of campaigns, of the coverage board and of the people behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.domain import PledgeCounts, PledgeStatus
from netral.apps.pledges.labels import PLEDGE_STATUSES
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import OBJECTED, REFUSED, UNANSWERED, UNSEALED, units_in
from netral.foundation.outreach.domain import UnitCoverage
from netral.foundation.outreach.tables import CallsTable, CoverageTable, call_columns
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, SearchFilter
from netral.foundation.ui.tables import Table


def _campaign_page(row: Campaign) -> str:
    return reverse("campaign", args=[row.pk])


class CampaignsTable(CallsTable):
    """The campaigns a reader may see."""

    caption = _("Kampanye ikrar")
    filename = "kampanye-ikrar"
    empty = _("Belum ada kampanye ikrar.")
    columns = call_columns(_("Kampanye"), _campaign_page)


def people_address(campaign_id: object, **narrowed: object) -> str:
    """Return the address of the people of a campaign, narrowed by filters of their table."""
    return f"{reverse('campaign_people', args=[campaign_id])}?{urlencode(narrowed)}"


@dataclass(frozen=True)
class BoardFigure:
    """One figure of a board: its words, how many, a share where there is one, and the rows behind it."""

    label: Any
    number: int
    address: str
    share: float | None = None


def figures_of(campaign: Campaign, counts: PledgeCounts) -> list[BoardFigure]:
    """Return the figures of a board, each with the rows behind it; those that may be missing only when they are not."""

    def figure(label: Any, number: int, share: float | None = None, **narrowed: object) -> BoardFigure:
        return BoardFigure(label, number, people_address(campaign.pk, **narrowed), share)

    head_share = counts.heads_signed / counts.heads if counts.heads else None
    always = [
        figure(_("Sudah berikrar"), counts.signed, counts.share, status=PledgeStatus.SIGNED),
        figure(_("Diundang"), counts.invited),
        figure(_("Membaca"), counts.opened, status=PledgeStatus.OPENED),
        figure(_("Belum membuka"), counts.silent, status=PledgeStatus.INVITED),
        figure(_("Menolak seluruhnya"), counts.refused, status=PledgeStatus.DECLINED, keberatan="seluruhnya"),
        figure(_("Keberatan pada butir"), counts.objected, status=PledgeStatus.DECLINED, keberatan="butir"),
    ]
    some = [
        figure(_("Kepala unit yang berikrar"), counts.heads_signed, head_share, kepala=True, status="signed"),
        figure(
            _("Kepala unit yang belum menjawab"), counts.heads - counts.heads_answered, kepala=True, jawaban="belum"
        ),
        figure(_("Menunggu segel"), counts.unsealed, segel="menunggu"),
        figure(_("Dicabut"), counts.withdrawn, status=PledgeStatus.WITHDRAWN),
    ]
    return [*always, *(each for each in some if each.number)]


def _unit_page(row: UnitCoverage[PledgeCounts]) -> str:
    return people_address(row.whole_id, unit=row.unit_id)


def _heads(row: UnitCoverage[PledgeCounts]) -> str:
    return f"{row.counts.heads_signed}/{row.counts.heads}" if row.counts.heads else ""


class BoardTable(CoverageTable):
    """How far each unit of a campaign is."""

    filename = "cakupan-ikrar"
    empty = _("Belum ada yang diundang.")
    columns = (
        Column(_("Unit kerja"), "unit", sortable=True, link=_unit_page),
        Column(_("Diundang"), "counts.invited", kind="number", sortable=True),
        Column(_("Membaca"), "counts.opened", kind="number", sortable=True),
        Column(_("Sudah berikrar"), "counts.signed", kind="number", sortable=True),
        Column(_("Kepala unit"), _heads, numeric=True, key="kepala"),
        Column(_("Menunggu segel"), "counts.unsealed", kind="number", sortable=True),
        Column(_("Menolak"), "counts.refused", kind="number", sortable=True),
        Column(_("Keberatan"), "counts.objected", kind="number", sortable=True),
        Column(_("Bagian"), "counts.share", kind="percent", sortable=True),
    )


def _pledge_status(row: Pledge) -> tuple[Any, str]:
    status = PledgeStatus(row.status)
    if status == PledgeStatus.SIGNED and row.document_id is None:
        return _("Menunggu segel"), "warning"
    if status == PledgeStatus.DECLINED and row.objections:
        return _("Keberatan"), PLEDGE_STATUSES[status][1]
    return PLEDGE_STATUSES[status]


def _person_page(row: Pledge) -> str:
    return reverse("campaign_person", args=[row.campaign_id, row.pk])


def _copy_of(row: Pledge) -> str | None:
    return reverse("pledge_copy", args=[row.campaign_id, row.pk]) if row.document_id else None


def _code_of(row: Pledge) -> str:
    return row.document.shown_code if row.document else ""


def _head(row: Pledge) -> Any:
    return _("Ya") if row.is_head else ""


def _reason_of(row: Pledge) -> str:
    points = ", ".join(row.campaign.text.titles(row.objections))
    words = row.withdrawal_reason if row.status == PledgeStatus.WITHDRAWN else row.decline_reason
    return f"{points}: {words}" if points else words


def _units() -> list[tuple[Any, str]]:
    # The database shows only the reader's pledges, and so only their units are offered.
    return list(units_in(Pledge.objects.all()).values_list("pk", "name"))


@dataclass(frozen=True)
class ConditionFilter(ChoiceFilter):
    """Rows that meet one of some conditions, each under a word of its own."""

    conditions: Mapping[str, Q] = field(default_factory=dict)

    def apply(self, rows: Any, given: Mapping[str, str]) -> Any:
        """Keep the rows that meet the chosen condition."""
        shown = self.shown(given)
        return rows.filter(self.conditions[shown["value"]]) if shown["active"] else rows


class PeopleTable(Table):
    """The people of a campaign, and how far each is."""

    caption = _("ASN dalam kampanye ini")
    filename = "ikrar-per-orang"
    default_sort = "person__name"
    empty = _("Belum ada yang diundang.")
    filters = (
        SearchFilter(("person.name", "person.nip"), hint=_("Nama atau NIP")),
        ChoiceFilter(_("Unit kerja"), "unit_id", _units, param="unit"),
        ChoiceFilter(_("Status"), "status", choices_of(PLEDGE_STATUSES)),
        ChoiceFilter(_("Kepala unit"), "is_head", [(True, _("Kepala unit")), (False, _("Staf"))], param="kepala"),
        ConditionFilter(
            _("Jawaban"),
            "status",
            [("belum", _("Belum menjawab"))],
            param="jawaban",
            conditions={"belum": UNANSWERED},
        ),
        ConditionFilter(
            _("Segel"),
            "document",
            [("menunggu", _("Menunggu segel"))],
            param="segel",
            conditions={"menunggu": UNSEALED},
        ),
        ConditionFilter(
            _("Penolakan"),
            "objections",
            [("butir", _("Keberatan pada butir")), ("seluruhnya", _("Menolak seluruhnya"))],
            param="keberatan",
            conditions={"butir": OBJECTED, "seluruhnya": REFUSED},
        ),
    )
    columns = (
        Column(_("Nama"), "person.name", sortable=True, link=_person_page),
        Column(_("NIP"), "person.nip", sortable=True),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Kepala unit"), _head, key="kepala"),
        Column(_("Status"), _pledge_status, kind="status", key="status", sortable="status"),
        Column(_("Waktu"), "signed_at", kind="datetime", sortable=True),
        Column(_("Ikrar sebelumnya"), "signed_before", kind="date", sortable=True),
        Column(_("Dokumen"), _code_of, link=_copy_of, key="dokumen"),
        Column(_("Alasan menolak atau mencabut"), _reason_of, key="alasan"),
    )


class HeadsTable(Table):
    """Who counts as head of a unit by the words of a draft."""

    caption = _("Kepala unit menurut jabatannya")
    filename = "kepala-unit"
    default_sort = "unit__name"
    empty = _("Tidak ada jabatan yang berawal dengan kata-kata itu. Ubah kata-katanya di konsep.")
    filters = (SearchFilter(("name", "position", "unit.name"), hint=_("Nama, jabatan, atau unit kerja")),)
    columns = (
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Nama"), "name", sortable=True),
        Column(_("Jabatan"), "position", sortable=True),
        Column(_("E-mail"), "email"),
    )

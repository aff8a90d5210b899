"""The register of recommendations, and the follow-up of each appointing official."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.sanctions.labels import STATES
from netral.apps.sanctions.models import Recommendation
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def address(row: Recommendation) -> str:
    """Return the address of a recommendation's page."""
    return reverse("recommendation", args=[row.pk])


def state(row: Recommendation) -> tuple[Any, str]:
    """Return the words and tone of a state."""
    return STATES[row.state]


def zone(row: Recommendation) -> str:
    """Return the name of the time zone of a recommendation."""
    return zone_of(row.region_id).key


class RecommendationTable(Table):
    """Recommendations by state and age."""

    caption = _("Rekomendasi")
    filename = "rekomendasi"
    empty = _("Belum ada rekomendasi.")
    default_sort = "sent_at"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=address),
        Column(_("Nama"), "person", sortable=True),
        Column(_("Unit kerja"), "unit", sortable=True),
        Column(_("Norma"), "norm_id", sortable=True),
        Column(_("Tahap"), state, sortable="state", kind="status"),
        Column(_("Umur (hari)"), "age_days", kind="number"),
        Column(_("Dikirim"), "sent_at", sortable=True, kind="date", zone=zone),
        Column(_("PPK"), "ppk.name", sortable=True),
    )
    filters: ClassVar = (
        SearchFilter(("number", "person", "unit"), hint=_("Nomor, nama, atau unit kerja")),
        ChoiceFilter(_("Tahap"), "state", choices_of(STATES)),
        TURN_FILTER,
        DateRangeFilter(_("Dikirim"), "sent_at", moment=True),
    )


class FollowUpTable(Table):
    """Persons at each stage of the follow-up, per appointing official."""

    caption = _("Tindak lanjut per PPK")
    filename = "tindak-lanjut"
    empty = _("Belum ada rekomendasi.")
    default_sort = "-oldest_open_days"
    columns: ClassVar = (
        Column(_("PPK"), "ppk", sortable=True),
        Column(_("Wilayah"), "region", sortable=True),
        Column(_("Direkomendasikan"), "recommended", sortable=True, kind="number"),
        Column(_("Diterima"), "acknowledged", sortable=True, kind="number"),
        Column(_("Diperiksa"), "proceeding", sortable=True, kind="number"),
        Column(_("Diputus"), "decided", sortable=True, kind="number"),
        Column(_("Dijalankan"), "carried_out", sortable=True, kind="number"),
        Column(_("Ditutup"), "closed", sortable=True, kind="number"),
        Column(_("Terlama terbuka (hari)"), "oldest_open_days", sortable=True, kind="number"),
    )
    filters: ClassVar = (SearchFilter(("ppk", "region")),)

"""The board of cases."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.cases.labels import FINDINGS, STATES
from netral.apps.cases.models import Case
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.formats import durasi
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURNS_FILTER

DUE_STATES = (("late", _("Lewat batas waktu")), ("running", _("Waktu berjalan")), ("none", _("Tanpa batas waktu")))


def label(row: Case) -> str:
    """Return the number a case goes by."""
    return row.number or row.reference


def address(row: Case) -> str:
    """Return the address of a case's page."""
    return reverse("case", args=[row.pk])


def state(row: Case) -> tuple[Any, str]:
    """Return the words and tone of a case's state."""
    return STATES[row.state]


def finding(row: Case) -> Any:
    """Return the words of a decision."""
    return FINDINGS.get(row.finding, "")


def zone(row: Case) -> str:
    """Return the name of the time zone a case is counted in."""
    return zone_of(row.region_id).key


def left(row: Any) -> tuple[str, str] | None:
    """Return in words how long the running term still lasts, or since when it is over."""
    return (durasi(row.due_at), "bad" if row.due_state == "late" else "neutral") if row.due_at else None


class CaseTable(Table):
    """Cases by state and by the term that runs out first."""

    caption = _("Perkara")
    filename = "perkara"
    empty = _("Belum ada perkara. Perkara dibuka sendiri ketika laporan masuk atau temuan ditetapkan.")
    default_sort = "due_at"
    columns: ClassVar = (
        Column(_("Nomor"), label, sortable="number", link=address),
        Column(_("Dugaan"), "title", sortable=True),
        Column(_("Tahap"), state, sortable="state", kind="status"),
        Column(_("Batas waktu"), "due_at", sortable=True, zone=zone),
        Column(_("Sisa waktu"), left, kind="status", export=False),
        Column(_("Terlapor"), "persons", sortable=True, kind="number"),
        Column(_("Diterima"), "filed_at", sortable=True, kind="date", zone=zone),
        Column(_("Putusan"), finding, sortable="finding"),
        Column(_("Lembaga"), "institution.name", sortable=True),
    )
    filters: ClassVar = (
        SearchFilter(("number", "reference", "title"), hint=_("Nomor register, nomor laporan, atau dugaan")),
        ChoiceFilter(_("Tahap"), "state", choices_of(STATES)),
        ChoiceFilter(_("Waktu"), "due_state", DUE_STATES),
        TURNS_FILTER,
        DateRangeFilter(_("Diterima"), "filed_at", moment=True),
    )

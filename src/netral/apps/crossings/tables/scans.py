"""The list of scans."""

from typing import Any, ClassVar

from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.apps.crossings.labels import SCAN_ANSWERS, SCAN_OUTCOMES
from netral.apps.crossings.models import Scan
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table

_MINUTE = 60


def zone(row: Scan) -> str:
    """Return the time zone a scan's moment is told in."""
    return row.departure.crossing.zone.key if row.departure else ""


def outcome_of(row: Any) -> tuple[Any, str]:
    """Return the words and tone of what came of a scan."""
    return SCAN_OUTCOMES[row.outcome]


def answer_of(row: Scan) -> str:
    """Return what the phone answered."""
    return str(SCAN_ANSWERS[row.answer])


def departs(row: Scan) -> Any:
    """Return the moment of the departure it was for."""
    return row.departure.departs_at if row.departure else None


def crossing_of(row: Scan) -> str:
    """Return the crossing it was for."""
    return str(row.departure.crossing) if row.departure else ""


def clock_told(row: Scan) -> str:
    """Say by how much the phone's clock ran fast or slow when the scan came."""
    if not row.ahead_s:
        return ""
    span = translated("%(minutes)s menit") % {"minutes": round(abs(row.ahead_s) / _MINUTE)}
    return (translated("Cepat %(span)s") if row.ahead_s > 0 else translated("Lambat %(span)s")) % {"span": span}


def photo_of(row: Scan) -> str:
    """Say whether a photo of the plate was taken."""
    return translated("Ada") if row.plate_photo_id else ""


class ScanTable(Table):
    """Scans by what came of them."""

    caption = _("Catatan pindai pas")
    filename = "pindai-pas"
    empty = _("Belum ada pas yang dipindai.")
    default_sort = "-told_at"
    columns: ClassVar = (
        Column(_("Dipindai"), "told_at", sortable=True, kind="datetime", zone=zone),
        Column(_("Nomor pas"), "number", sortable=True),
        Column(_("Hasil"), outcome_of, sortable="outcome", kind="status"),
        Column(_("Jawaban ponsel"), answer_of, sortable="answer"),
        Column(_("Penyeberangan"), crossing_of),
        Column(_("Berangkat"), departs, sortable="departure__departs_at", kind="datetime", zone=zone),
        Column(_("Ponsel"), "login", sortable=True),
        Column(_("Jam ponsel"), clock_told, sortable="ahead_s"),
        Column(_("Foto plat"), photo_of),
    )
    filters: ClassVar = (
        SearchFilter(("number", "login"), hint=_("Nomor pas atau nama ponsel")),
        ChoiceFilter(_("Hasil"), "outcome", choices_of(SCAN_OUTCOMES), param="hasil"),
        DateRangeFilter(_("Dipindai"), "told_at", moment=True),
    )

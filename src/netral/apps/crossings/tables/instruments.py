"""The list of instruments that grant priority."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.labels import INSTRUMENT_STATES, NOT_YET, OVER
from netral.apps.crossings.models import Instrument
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.clock import today
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def instrument_address(row: Instrument) -> str:
    """Return the address of an instrument."""
    return reverse("instrument", args=[row.pk])


def standing(row: Instrument) -> tuple[Any, str]:
    """Return the words and tone of where an instrument stands today."""
    day = today(zone_at(row.government))
    if row.state == InstrumentState.IN_FORCE and day < row.valid_from:
        return NOT_YET
    if row.state == InstrumentState.IN_FORCE and day > row.valid_until:
        return OVER
    return INSTRUMENT_STATES[row.state]


class InstrumentTable(Table):
    """Instruments by day."""

    caption = _("Surat dasar prioritas")
    filename = "surat-prioritas"
    empty = _("Belum ada surat yang memberi prioritas. Tanpa surat yang berlaku tidak ada pas.")
    default_sort = "-issued_on"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=instrument_address),
        Column(_("Perihal"), "title"),
        Column(_("Tanggal"), "issued_on", sortable=True, kind="date"),
        Column(_("Sejak"), "valid_from", sortable=True, kind="date"),
        Column(_("Sampai"), "valid_until", sortable=True, kind="date"),
        Column(_("Pemerintah"), "government.name", sortable="government__name"),
        Column(_("Status"), standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "title"), hint=_("Nomor atau perihal")),
        ChoiceFilter(_("Status"), "state", choices_of(INSTRUMENT_STATES)),
        TURN_FILTER,
    )

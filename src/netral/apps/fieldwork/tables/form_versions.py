"""The list of versions of observation forms."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.labels import FORM_STATES
from netral.apps.fieldwork.models import FormVersion
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def address(row: FormVersion) -> str:
    """Return the address of a version's page."""
    return reverse("form_version", args=[row.pk])


def status(row: FormVersion) -> tuple[Any, str]:
    """Return the words and tone of a state."""
    return FORM_STATES[row.state]


class FormVersionTable(Table):
    """Versions by form and state."""

    caption = _("Versi formulir")
    filename = "formulir-lapangan"
    empty = _("Belum ada formulir. Unggah XLSForm yang pertama.")
    default_sort = "-drafted_at"
    columns: ClassVar = (
        Column(_("Formulir"), "title", sortable=True, link=address),
        Column(_("Kode"), "code", sortable=True),
        Column(_("Versi"), "version", sortable=True),
        Column(_("Status"), status, sortable="state", kind="status"),
        Column(_("Mulai berlaku"), "valid_from", sortable=True, kind="date"),
        Column(_("Hari terakhir"), "valid_to", sortable=True, kind="date"),
        Column(_("Diunggah"), "drafted_at", sortable=True, kind="date"),
    )
    filters: ClassVar = (
        SearchFilter(("title", "code", "version"), hint=_("Judul, kode, atau versi")),
        ChoiceFilter(_("Status"), "state", choices_of(FORM_STATES)),
        TURN_FILTER,
    )

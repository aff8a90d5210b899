"""The list of requests between Bawaslu and governments."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.support.labels import LATE, LETTER_STATES
from netral.apps.support.models import SupportRequest
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def letter_address(letter: SupportRequest) -> str:
    """Return the address of a request."""
    return reverse("support_request", args=[letter.pk])


def standing(letter: SupportRequest) -> tuple[Any, str]:
    """Return the words and tone of where a request stands; one whose answer is overdue says so."""
    return LATE if letter.is_late else LETTER_STATES[letter.state]


class SupportRequestTable(Table):
    """Requests by term and state."""

    caption = _("Permintaan dan jawaban")
    filename = "permintaan-dukungan"
    empty = _("Belum ada permintaan.")
    default_sort = "-asked_at"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=letter_address),
        Column(_("Hal"), "subject"),
        Column(_("Dari"), "asker.name", sortable=True),
        Column(_("Kepada"), "answerer.name", sortable=True),
        Column(_("Dikirim"), "asked_at", sortable=True, kind="date"),
        Column(_("Batas jawaban"), "due_on", sortable=True, kind="date"),
        Column(_("Status"), standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "subject"), hint=_("Nomor atau hal")),
        ChoiceFilter(_("Status"), "state", choices_of(LETTER_STATES)),
        TURN_FILTER,
        DateRangeFilter(_("Batas jawaban"), "due_on"),
    )

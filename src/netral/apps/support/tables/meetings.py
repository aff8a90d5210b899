"""Lists of meetings and of what was agreed there."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.support.labels import LATE, MEETING_STATES, OUTCOMES
from netral.apps.support.models import AgreedAction, Meeting
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def meeting_address(meeting: Meeting) -> str:
    """Return the address of a meeting."""
    return reverse("meeting", args=[meeting.pk])


def agreed_address(agreed: AgreedAction) -> str:
    """Return the address of the meeting at which something was agreed."""
    return reverse("meeting", args=[agreed.meeting_id])


def meeting_standing(meeting: Meeting) -> tuple[Any, str]:
    """Return the words and tone of where a meeting stands."""
    return MEETING_STATES[meeting.state]


def agreed_standing(agreed: AgreedAction) -> tuple[Any, str]:
    """Return the words and tone of what became of an agreed action; one that is late says so."""
    return LATE if agreed.is_late else OUTCOMES[agreed.state]


class MeetingTable(Table):
    """Meetings by day and state."""

    caption = _("Pertemuan")
    filename = "pertemuan"
    empty = _("Belum ada pertemuan.")
    default_sort = "-day"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=meeting_address),
        Column(_("Tanggal"), "day", sortable=True, kind="date"),
        Column(_("Tempat"), "place"),
        Column(_("Bawaslu"), "supervisor.name", sortable=True),
        Column(_("Pemerintah daerah"), "government.name", sortable=True),
        Column(_("Kesepakatan belum selesai"), "open_count", kind="number"),
        Column(_("Status"), meeting_standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "place"), hint=_("Nomor atau tempat")),
        ChoiceFilter(_("Status"), "state", choices_of(MEETING_STATES)),
        TURN_FILTER,
        DateRangeFilter(_("Tanggal"), "day"),
    )


class AgreedTable(Table):
    """What was agreed at meetings, by term."""

    caption = _("Kesepakatan")
    filename = "kesepakatan"
    empty = _("Belum ada kesepakatan.")
    default_sort = "due_on"
    columns: ClassVar = (
        Column(_("Yang disepakati"), "what", link=agreed_address),
        Column(_("Penanggung jawab"), "owner.name", sortable=True),
        Column(_("Kantor"), "office"),
        Column(_("Pertemuan"), "meeting.number"),
        Column(_("Paling lambat"), "due_on", sortable=True, kind="date"),
        Column(_("Hasil"), agreed_standing, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("what", "office", "meeting__number"), hint=_("Isi, kantor, atau nomor pertemuan")),
        ChoiceFilter(_("Hasil"), "state", choices_of(OUTCOMES)),
        TURN_FILTER,
        DateRangeFilter(_("Paling lambat"), "due_on"),
    )

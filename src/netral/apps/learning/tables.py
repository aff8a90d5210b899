"""Tables of sessions, attendance, rounds, coverage, people, reminders and local texts."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.learning.labels import (
    SESSION_STATUSES,
    STANDINGS,
    WAYS,
)
from netral.apps.learning.models import Attendance, LocalText, Reminder, Round, Session
from netral.apps.learning.queries.coverage import LearningCounts
from netral.apps.learning.queries.sessions import is_overdue
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.outreach.domain import UnitCoverage
from netral.foundation.outreach.tables import CallsTable, CoverageTable, call_columns
from netral.foundation.registry.models import AsnPerson
from netral.foundation.seals.domain import show_code
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, DateRangeFilter, SearchFilter
from netral.foundation.ui.tables import Table
from netral.foundation.workflow.work import TURN_FILTER

OVERDUE = _("Lewat, belum dicatat")


def session_status(session: Session) -> tuple[str | Promise, str]:
    """Return how a session stands and its mark; one that is over and not recorded is told apart."""
    if is_overdue(session):
        return OVERDUE, "warning"
    return SESSION_STATUSES[session.status]


def _session_page(row: Session) -> str:
    return reverse("learning_session", args=[row.pk])


def _session_zone(row: Session) -> str:
    return zone_at(row.government).key


class SessionsTable(Table):
    """The sessions a reader may see."""

    caption = _("Sesi sosialisasi")
    filename = "sesi-sosialisasi"
    default_sort = "-starts_at"
    empty = _("Belum ada sesi sosialisasi.")
    filters = (
        SearchFilter(("title", "place", "speaker", "institution.name")),
        ChoiceFilter(_("Status"), "status", choices_of(SESSION_STATUSES)),
        TURN_FILTER,
        DateRangeFilter(_("Hari"), "starts_at", moment=True, param="hari"),
    )
    columns = (
        Column(_("Sesi"), "title", link=_session_page, sortable=True),
        Column(_("Waktu"), "starts_at", kind="datetime", sortable=True, zone=_session_zone),
        Column(_("Tempat"), "place"),
        Column(_("Pemerintah daerah"), "government.name", sortable=True),
        Column(_("Penyelenggara"), "institution.name", sortable=True),
        Column(_("Status"), session_status, kind="status", key="status"),
    )


def _attendance_status(row: Attendance) -> tuple[Any, str]:
    if row.undone_at:
        return _("Dibatalkan"), "bad"
    return (_("Terlambat"), "warning") if row.is_late else (_("Hadir"), "good")


def _undo_page(row: Attendance) -> str | None:
    return None if row.undone_at else reverse("learning_attendance_undo", args=[row.session_id, row.pk])


def _undo_words(row: Attendance) -> Any:
    return "" if row.undone_at else _("Batalkan")


def _attendance_zone(row: Attendance) -> str:
    return zone_at(row.session.government).key


class AttendanceTable(Table):
    """Who came to a session, with what was undone."""

    caption = _("Daftar hadir")
    filename = "daftar-hadir"
    default_sort = "person__name"
    empty = _("Belum ada kehadiran yang tercatat.")
    filters = (
        SearchFilter(("person.name", "person.nip", "unit.name"), hint=_("Nama, NIP, atau unit kerja")),
        ChoiceFilter(_("Cara"), "way", choices_of(WAYS)),
    )
    columns = (
        Column(_("Nama"), "person.name", sortable=True),
        Column(_("NIP"), "person.nip", sortable=True),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Dicatat"), "recorded_at", kind="datetime", sortable=True, zone=_attendance_zone),
        Column(_("Cara"), "get_way_display", key="way"),
        Column(_("Status"), _attendance_status, kind="status", key="status"),
        Column(_("Alasan dibatalkan"), "undo_reason"),
        Column(_("Langkah"), _undo_words, link=_undo_page, key="langkah", export=False),
    )


def _round_page(row: Round) -> str:
    return reverse("learning_round", args=[row.pk])


class RoundsTable(CallsTable):
    """The rounds a reader may see."""

    caption = _("Putaran kuis")
    filename = "putaran-kuis"
    empty = _("Belum ada putaran kuis.")
    columns = call_columns(_("Putaran"), _round_page)


def _people_page(row: UnitCoverage[LearningCounts]) -> str:
    return f"{reverse('learning_people', args=[row.whole_id])}?{urlencode({'unit': row.unit_id})}"


_NUMBERS = (
    Column(_("ASN"), "counts.people", kind="number", sortable=True),
    Column(_("Pernah hadir sesi"), "counts.attended", kind="number", sortable=True),
    Column(_("Lulus"), "counts.passed", kind="number", sortable=True),
    Column(_("Perlu mengulang"), "counts.repeat", kind="number", sortable=True),
    Column(_("Belum"), "counts.missing", kind="number", sortable=True),
    Column(_("Bagian lulus"), "counts.share", kind="percent", sortable=True),
)


class NumbersTable(CoverageTable):
    """How far each unit of a government is, for who may see numbers only."""

    filename = "cakupan-pembelajaran"
    empty = _("Belum ada ASN dalam daftar. Impor daftar ASN dulu.")
    columns = (Column(_("Unit kerja"), "unit", sortable=True), *_NUMBERS)


class BoardTable(NumbersTable):
    """How far each unit of a government is; each unit opens its people."""

    columns = (Column(_("Unit kerja"), "unit", sortable=True, link=_people_page), *_NUMBERS)


def _standing(row: Any) -> tuple[Any, str]:
    return STANDINGS[row.standing]


def _certificate(row: Any) -> str:
    return show_code(row.certificate) if row.certificate else ""


def _units() -> list[tuple[Any, str]]:
    # The database shows only the reader's people, and so only their units are offered.
    employed = AsnPerson.objects.filter(active=True).order_by().values("unit")
    return list(Institution.objects.filter(pk__in=employed).order_by("name").values_list("pk", "name"))


class PeopleTable(Table):
    """Everybody on a roster, and how far each is."""

    caption = _("ASN dan pembelajarannya")
    filename = "pembelajaran-per-orang"
    default_sort = "name"
    empty = _("Tidak ada ASN yang cocok.")
    filters = (
        SearchFilter(("name", "nip"), hint=_("Nama atau NIP")),
        ChoiceFilter(_("Kuis"), "standing", choices_of(STANDINGS), param="kuis"),
        ChoiceFilter(_("Pernah hadir sesi"), "attended", [(True, _("Ya")), (False, _("Belum"))], param="hadir"),
        ChoiceFilter(_("Unit kerja"), "unit_id", _units, param="unit"),
    )
    columns = (
        Column(_("Nama"), "name", sortable=True),
        Column(_("NIP"), "nip", sortable=True),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Terakhir hadir"), "attended_at", kind="date", sortable=True),
        Column(_("Kuis"), _standing, kind="status", key="kuis"),
        Column(_("Lulus pada"), "passed_at", kind="date", sortable=True),
        Column(_("Sertifikat"), _certificate, key="sertifikat"),
        Column(_("Terakhir diingatkan"), "reminded_at", kind="datetime", sortable=True),
    )


def _reminded_standing(row: Reminder) -> Any:
    return row.get_standing_display()


def _reminder_zone(row: Reminder) -> str:
    return zone_at(row.invitation.round.government).key


class RemindersTable(Table):
    """Who was reminded in a round, and how far she was then."""

    caption = _("Pengingat yang dikirim")
    filename = "pengingat-kuis"
    default_sort = "-reminded_at"
    empty = _("Belum ada pengingat yang dikirim.")
    filters = (SearchFilter(("invitation.person.name", "invitation.person.nip"), hint=_("Nama atau NIP")),)
    columns = (
        Column(_("Diingatkan"), "reminded_at", kind="datetime", sortable=True, zone=_reminder_zone),
        Column(_("Nama"), "invitation.person.name", sortable=True),
        Column(_("NIP"), "invitation.person.nip"),
        Column(_("Unit kerja"), "invitation.unit.name", sortable=True),
        Column(_("Keadaan saat itu"), _reminded_standing, key="keadaan"),
    )


def _edit_page(row: LocalText) -> str:
    return reverse("learning_text_edit", args=[row.pk])


_TEXT_COLUMNS = (
    Column(_("Bahasa"), "language", sortable=True),
    Column(_("Teks"), "text"),
    Column(_("Pemerintah daerah"), "government.name", sortable=True),
)


class LocalTextsTable(Table):
    """The texts in local languages, for those who may only read them."""

    caption = _("Teks bahasa daerah")
    filename = "teks-bahasa-daerah"
    empty = _("Belum ada teks bahasa daerah.")
    filters = (SearchFilter(("act", "language", "text", "government.name")),)
    columns = (
        Column(_("Poster"), "act", sortable=True),
        *_TEXT_COLUMNS,
    )


class LocalTextsToWriteTable(LocalTextsTable):
    """The same, each leading to the page that changes it."""

    columns = (
        Column(_("Poster"), "act", sortable=True, link=_edit_page),
        *_TEXT_COLUMNS,
    )

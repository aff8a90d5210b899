"""The board of requests, the board of readings, the library, and the list of answers to look at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.labels import POSITIONS, STATES, URGENCIES, VERDICTS, act_title
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.apps.guidance.parameters import acts_to_answer
from netral.apps.guidance.queries import norms_in_use, searched
from netral.foundation.institutions.models import Institution
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.formats import durasi
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER

DUE_STATES = (("late", _("Lewat batas waktu")), ("running", _("Waktu berjalan")), ("none", _("Tidak berjalan")))
READING_STATES = (("waiting", _("Belum dibaca")), ("read", _("Sudah dibaca")))
STANDINGS = (("standing", _("Berlaku")), ("replaced", _("Sudah diganti")))


@dataclass(frozen=True)
class StemSearch(SearchFilter):
    """Search by Indonesian stems in the full text."""

    def apply(self, rows: Any, given: Mapping[str, str]) -> Any:
        """Keep the answers that hold the words."""
        words = given.get(self.param, "")
        return searched(rows, words) if isinstance(rows, QuerySet) and words.strip() else rows


@dataclass(frozen=True)
class NormFilter(ChoiceFilter):
    """Answers that name a norm among others."""

    def apply(self, rows: Any, given: Mapping[str, str]) -> Any:
        """Keep the answers that name it."""
        shown = self.shown(given)
        return rows.filter(norms__contains=[shown["value"]]) if shown["active"] else rows


def label(row: GuidanceRequest) -> str:
    """Return the number a request goes by."""
    return row.number or str(_("Konsep"))


def address(row: GuidanceRequest) -> str:
    """Return the address of a request's page."""
    return reverse("guidance_request", args=[row.pk])


def act(row: Any) -> str:
    """Return an act in plain words."""
    return act_title(row.act) if row.act else ""


def state(row: GuidanceRequest) -> tuple[Any, str]:
    """Return the words and tone of a request's state."""
    return STATES[row.state]


def urgency(row: GuidanceRequest) -> Any:
    """Return the words of its urgency."""
    return URGENCIES[row.urgency]


def zone(row: GuidanceRequest) -> str:
    """Return the name of the time zone a request is counted in."""
    return zone_of(row.region_id).key


def left(row: Any) -> tuple[str, str] | None:
    """Return in words how long the term still lasts, or since when it is over; nothing once it is closed."""
    if row.due_state == "none":
        return None
    return durasi(row.due_at), "bad" if row.due_state == "late" else "neutral"


class RequestTable(Table):
    """Requests by state and by the due date that comes first."""

    caption = _("Permintaan petunjuk")
    filename = "permintaan-petunjuk"
    empty = _("Belum ada permintaan petunjuk.")
    default_sort = "due_at"
    columns: ClassVar = (
        Column(_("Nomor"), label, sortable="number", link=address),
        Column(_("Perbuatan"), act, sortable="act"),
        Column(_("Tahap"), state, sortable="state", kind="status"),
        Column(_("Batas waktu"), "due_at", sortable=True, kind="date", zone=zone),
        Column(_("Sisa waktu"), left, kind="status", export=False),
        Column(_("Urgensi"), urgency, sortable="urgency"),
        Column(_("Penanya"), "asker.name", sortable=True),
        Column(_("Dipegang"), "answerer.name", sortable=True),
        Column(_("Dikirim"), "sent_at", sortable=True, kind="date", zone=zone),
    )
    filters: ClassVar = (
        SearchFilter(("number", "question", "asker__name"), hint=_("Nomor, kata dalam pertanyaan, atau penanya")),
        ChoiceFilter(_("Tahap"), "state", choices_of(STATES)),
        ChoiceFilter(_("Waktu"), "due_state", DUE_STATES),
        TURN_FILTER,
        ChoiceFilter(_("Urgensi"), "urgency", list(URGENCIES.items())),
        DateRangeFilter(_("Dikirim"), "sent_at", moment=True),
    )


def reading(row: Any) -> tuple[Any, str]:
    """Return whether a unit confirmed."""
    return (_("Sudah dibaca"), "good") if row.read_at else (_("Belum dibaca"), "warning")


def unit_address(row: ConcernedUnit) -> str:
    """Return the address of the page of one unit's reading."""
    return reverse("guidance_reading", args=[row.pk])


def reader(row: ConcernedUnit) -> str:
    """Return who read it, with her office."""
    return ", ".join(filter(None, (row.reader_name, row.reader_office)))


def reading_zone(row: ConcernedUnit) -> str:
    """Return the name of the time zone of the unit's region."""
    return zone_of(row.request.region_id).key


class ReadingTable(Table):
    """Which unit confirmed that it read which answer, who did, and when."""

    caption = _("Sudah dibaca atau belum")
    filename = "tanda-baca"
    empty = _("Belum ada jawaban yang terbit untuk unit di wilayah ini.")
    default_sort = "published_at"
    columns: ClassVar = (
        Column(_("Unit kerja"), "unit.name", sortable=True, link=unit_address),
        Column(_("Permintaan"), "request.number", sortable=True),
        Column(_("Keadaan"), reading, sortable="read_at", kind="status"),
        Column(_("Dibaca oleh"), reader),
        Column(_("Dibaca"), "read_at", sortable=False, zone=reading_zone),
        Column(_("Terbit"), "published_at", sortable=True, kind="date", zone=reading_zone),
        Column(_("Diingatkan"), "reminders", sortable=True, kind="number"),
    )
    filters: ClassVar = (
        SearchFilter(("unit__name", "request__number"), hint=_("Nama unit atau nomor permintaan")),
        ChoiceFilter(_("Keadaan"), "reading", READING_STATES),
        TURN_FILTER,
        DateRangeFilter(_("Terbit"), "published_at", moment=True),
    )


def answer_address(row: PublishedAnswer) -> str:
    """Return the public address of an answer."""
    return reverse("guidance_answer", args=[row.pk])


def position(row: PublishedAnswer) -> tuple[Any, str]:
    """Return the words and tone of a position."""
    return POSITIONS[row.position]


def standing(row: PublishedAnswer) -> tuple[Any, str]:
    """Return whether an answer stands."""
    return (_("Sudah diganti"), "neutral") if row.is_replaced else (_("Berlaku"), "good")


def _acts() -> list[tuple[str, str]]:
    return [(row.code, act_title(row.code)) for row in acts_to_answer()]


def _norms() -> list[tuple[str, str]]:
    return [(norm, norm) for norm in norms_in_use()]


def _institutions() -> list[tuple[str, str]]:
    named = PublishedAnswer.objects.order_by().values("institution").distinct()
    return [(str(row.pk), row.name) for row in Institution.objects.filter(pk__in=named)]


class LibraryTable(Table):
    """The library of answers, for everyone; its files are offered as open data beside it."""

    caption = _("Jawaban Bawaslu")
    filename = "jawaban-petunjuk"
    empty = _("Belum ada jawaban yang terbit.")
    exportable = False
    columns: ClassVar = (
        Column(_("Pertanyaan"), "question", link=answer_address),
        Column(_("Jawaban"), position, sortable="position", kind="status"),
        Column(_("Perbuatan"), act, sortable="act"),
        Column(_("Keadaan"), standing, kind="status"),
        Column(_("Dijawab oleh"), "institution.name"),
        Column(_("Terbit"), "published_at", sortable=True, kind="date"),
        Column(_("Nomor"), "number", sortable=True),
    )
    filters: ClassVar = (
        StemSearch((), hint=_("Kata kunci, misalnya: like unggahan calon")),
        ChoiceFilter(_("Perbuatan"), "act", _acts),
        ChoiceFilter(_("Jawaban"), "position", choices_of(POSITIONS)),
        NormFilter(_("Norma"), "norms", _norms, param="norma"),
        ChoiceFilter(_("Dijawab oleh"), "institution", _institutions, param="lembaga"),
        ChoiceFilter(_("Keadaan"), "standing", STANDINGS),
    )


def review_address(row: PublishedAnswer) -> str:
    """Return the address of the page where an answer is looked at again."""
    return reverse("guidance_review", args=[row.pk])


@dataclass(frozen=True)
class Reviewed:
    """An answer beside what the catalogue says of it now."""

    row: PublishedAnswer
    verdict: str

    @property
    def differs(self) -> bool:
        """Say whether the catalogue now settles it otherwise, or no longer knows it."""
        return self.verdict != self.row.position and self.verdict in ("", *POSITIONS)


def verdict_now(found: Reviewed) -> tuple[Any, str]:
    """Return the words of the catalogue's verdict, marked where it differs."""
    words = VERDICTS[found.verdict] if found.verdict else _("Tidak dikenal lagi")
    return words, "bad" if found.differs else "neutral"


class ReviewTable(Table):
    """Answers last looked at under another catalogue, those it now contradicts first."""

    caption = _("Perlu ditinjau lagi")
    filename = "tinjau-jawaban"
    empty = _("Tidak ada jawaban yang perlu ditinjau. Daftar ini terisi bila katalog norma berubah.")
    columns: ClassVar = (
        Column(_("Nomor"), "row.number", link=lambda found: review_address(found.row), sortable=True),
        Column(_("Pertanyaan"), "row.question"),
        Column(_("Jawaban"), lambda found: position(found.row), kind="status", key="position"),
        Column(_("Katalog sekarang"), verdict_now, kind="status"),
        Column(_("Dijawab oleh"), "row.institution.name", sortable=True),
        Column(_("Terakhir ditinjau"), "row.checked_at", kind="date", sortable=True),
    )
    filters: ClassVar = (SearchFilter(("row.number", "row.question", "row.institution.name")),)

"""How an appointment goes: named by a decree, sworn in at a ceremony, posted from that day on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.engines.rules.dated import NotInForceError, Provenance, holds
from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

DECIDE, PREPARE = "supervisors.decide", "supervisors.recruit"


class AppointmentVerb(StrEnum):
    """What a decided recruitment leads to."""

    ISSUE = "issue"
    PROMOTE = "promote"


class DecreeState(StrEnum):
    """Whether a decree counts, or a later one took its place."""

    ISSUED = "issued"
    CORRECTED = "corrected"


class DecreeVerb(StrEnum):
    """What can be done with a decree."""

    PLAN = "plan"
    CORRECT = "correct"


class AppointeeState(StrEnum):
    """Where somebody named by a decree stands; `replaced` where a later decree names her again."""

    NAMED = "named"
    SWORN = "sworn"
    DROPPED = "dropped"
    REPLACED = "replaced"


class AppointeeVerb(StrEnum):
    """What can be done with somebody named by a decree."""

    DROP = "drop"


class OathState(StrEnum):
    """Where a ceremony stands."""

    PLANNED = "planned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class OathVerb(StrEnum):
    """What can be done with a ceremony."""

    CALL = "call"
    MARK = "mark"
    EXPLAIN = "explain"
    CANCEL = "cancel"
    CLOSE = "close"
    CONTINUE = "continue"


APPOINTMENT_TABLE = Table(
    (
        Transition(RecruitmentState.DECIDED, AppointmentVerb.ISSUE, RecruitmentState.DECIDED, DECIDE),
        Transition(RecruitmentState.DECIDED, AppointmentVerb.PROMOTE, RecruitmentState.DECIDED, DECIDE),
    ),
    _("Hasil rekrutmen ini belum diumumkan, jadi belum ada yang dapat diangkat. Putuskan dan umumkan hasilnya dulu."),
)
DECREE_TABLE = Table(
    (
        Transition(DecreeState.ISSUED, DecreeVerb.PLAN, DecreeState.ISSUED, PREPARE),
        Transition(DecreeState.ISSUED, DecreeVerb.CORRECT, DecreeState.CORRECTED, DECIDE),
    ),
    _("Keputusan ini sudah diganti dengan keputusan lain. Buka keputusan penggantinya."),
)
APPOINTEE_TABLE = Table(
    (Transition(AppointeeState.NAMED, AppointeeVerb.DROP, AppointeeState.DROPPED, DECIDE),),
    _("Orang ini sudah disumpah, gugur, atau diangkat dengan keputusan lain. Buka lagi halaman keputusannya."),
)
OATH_TABLE = Table(
    (
        Transition(OathState.PLANNED, OathVerb.CALL, OathState.PLANNED, PREPARE),
        Transition(OathState.PLANNED, OathVerb.MARK, OathState.PLANNED, PREPARE),
        Transition(OathState.PLANNED, OathVerb.EXPLAIN, OathState.PLANNED, PREPARE),
        Transition(OathState.PLANNED, OathVerb.CANCEL, OathState.CANCELLED, PREPARE),
        Transition(OathState.PLANNED, OathVerb.CLOSE, OathState.CLOSED, DECIDE),
        Transition(OathState.CLOSED, OathVerb.CONTINUE, OathState.CLOSED, DECIDE),
    ),
    _("Langkah ini tidak dapat dilakukan karena pelantikan ini sudah ditutup atau dibatalkan. Buka lagi halamannya."),
    {
        (OathState.PLANNED, OathVerb.CONTINUE): _(
            "Pelantikan ini belum ditutup, jadi belum ada yang ditempatkan. Tutup dulu pelantikannya."
        )
    },
)
ROLL_CALL_MOVED = _("Pelantikan ini sudah dimulai, selesai, ditutup, atau dibatalkan. Buka lagi halamannya.")
NOT_OURS = _(
    "Langkah ini hanya untuk lembaga yang membuka rekrutmen ini. Anda dapat melihatnya, tetapi tidak mengubahnya."
)


@dataclass(frozen=True, kw_only=True)
class OathText:
    """The words of the oath as they stand on a day, and how surely they are known."""

    title: str
    opening: str
    points: Sequence[str]
    valid_from: date
    valid_to: date | None
    provenance: Provenance


@dataclass(frozen=True)
class Attendant:
    """Somebody called to a ceremony: whether she was marked as present, and why not."""

    name: str
    present: bool | None
    reason: str = ""


def oath_on(texts: Iterable[OathText], on: date) -> OathText:
    """Return the oath of a day.

    Raises:
        NotInForceError: there is none.
    """
    for text in texts:
        if holds(text, on):
            return text
    raise NotInForceError("oath", on)


def decree_number(sequence: int, code: str, place: str, year: int) -> str:
    """Return the number of a decree: 001/SK-PKD/14.03.02/2024."""
    return f"{sequence:03d}/SK-{code}/{place}/{year}"


def check_decree_days(signed_on: date, ends_on: date, decided_on: date, today: date) -> None:
    """Refuse a decree of a day that has not come or comes before the results, and a term that ends before it."""
    if signed_on > today:
        raise StepRefused(_("Tanggal keputusan belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if signed_on < decided_on:
        raise StepRefused(_("Tanggal keputusan mendahului pengumuman hasil seleksi. Periksa tanggalnya."))
    if ends_on <= signed_on:
        raise StepRefused(_("Hari terakhir bertugas harus sesudah tanggal keputusan. Periksa kedua tanggal."))


def check_ceremony_day(on: date, signed_on: date, ends_on: date) -> None:
    """Refuse a ceremony before its decree, or after the term it leads into."""
    if on < signed_on:
        raise StepRefused(_("Pelantikan tidak dapat mendahului keputusan pengangkatannya. Periksa tanggalnya."))
    if on > ends_on:
        raise StepRefused(_("Masa tugas sudah habis pada hari itu. Pilih hari pelantikan yang lebih awal."))


def check_begun(on: date, today: date) -> None:
    """Refuse to say who came to a ceremony whose day has not come."""
    if today < on:
        raise StepRefused(_("Hari pelantikan belum tiba. Catat kehadiran pada harinya."))


def check_attendance(people: Sequence[Attendant]) -> None:
    """Refuse to close while somebody is unmarked, away without a reason, or nobody was there."""
    for each in people:
        if each.present is None:
            raise StepRefused(_("Kehadiran %(name)s belum dicatat. Catat kehadiran dulu."), name=each.name)
        if not each.present and not each.reason.strip():
            raise StepRefused(_("Alasan %(name)s tidak hadir belum ditulis. Tulis alasannya dulu."), name=each.name)
    if not any(each.present for each in people):
        raise StepRefused(_("Tidak ada yang hadir, jadi tidak ada yang disumpah. Batalkan pelantikan ini."))

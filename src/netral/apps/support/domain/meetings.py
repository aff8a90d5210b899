"""How chair and regent meet: planned, then held with minutes and agreed actions, or called off."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CALLED_OFF = "called_off"


class MeetingVerb(StrEnum):
    """What can be done with a meeting."""

    AGREE = "agree"
    STRIKE = "strike"
    MINUTE = "minute"
    CALL_OFF = "call_off"


class AgreedOutcome(StrEnum):
    """What became of an agreed action."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"


class OutcomeVerb(StrEnum):
    """What can be done with an agreed action."""

    FULFIL = "fulfil"
    MISS = "miss"


CONVENE, REPORT = "support.ask", "support.answer"
MEETING_TABLE = Table(
    (
        Transition(MeetingState.PLANNED, MeetingVerb.AGREE, MeetingState.PLANNED, CONVENE),
        Transition(MeetingState.PLANNED, MeetingVerb.STRIKE, MeetingState.PLANNED, CONVENE),
        Transition(MeetingState.PLANNED, MeetingVerb.MINUTE, MeetingState.HELD, CONVENE),
        Transition(MeetingState.PLANNED, MeetingVerb.CALL_OFF, MeetingState.CALLED_OFF, CONVENE),
    ),
    elsewhere=_("Notula pertemuan ini sudah disegel, atau pertemuannya dibatalkan. Tidak ada lagi yang dapat diubah."),
)
OUTCOME_TABLE = Table(
    (
        Transition(AgreedOutcome.OPEN, OutcomeVerb.FULFIL, AgreedOutcome.DONE, REPORT),
        Transition(AgreedOutcome.OPEN, OutcomeVerb.MISS, AgreedOutcome.NOT_DONE, REPORT),
    ),
    elsewhere=_("Hasil kesepakatan ini sudah dicatat dan tidak dapat diubah."),
)


def check_plan(day: date, today: date) -> None:
    """Refuse a meeting planned for a day that is over."""
    if day < today:
        raise StepRefused(_("Tanggal pertemuan sudah lewat. Isi tanggal hari ini atau sesudahnya."))


def check_unplanned(number: str) -> None:
    """Refuse a meeting that is planned already, told by its number; empty for none."""
    if number:
        raise StepRefused(
            _("Pertemuan pada hari dan tempat itu sudah direncanakan dengan nomor %(number)s. Buka yang itu."),
            number=number,
        )


def check_held(day: date, today: date) -> None:
    """Refuse minutes or agreed actions of a meeting whose day has not come."""
    if day > today:
        raise StepRefused(_("Hari pertemuan belum tiba. Catat hasilnya sesudah pertemuan."))


def check_due(due_on: date, day: date) -> None:
    """Refuse an agreed action that would be due before the meeting."""
    if due_on < day:
        raise StepRefused(_("Batas waktu kesepakatan sebelum hari pertemuan. Periksa lagi tanggalnya."))


def check_convened(*, party: bool) -> None:
    """Refuse a step to an institution that is neither side of the meeting."""
    if not party:
        raise StepRefused(_("Pertemuan ini milik lembaga lain. Petugas kedua lembaga itu yang mencatatnya."))


def check_owner(*, owns: bool) -> None:
    """Refuse the outcome of an action that the other side took on."""
    if not owns:
        raise StepRefused(_("Kesepakatan ini tanggung jawab pihak lain. Pihak itu yang mencatat hasilnya."))


def check_minuted(state: str) -> None:
    """Refuse the outcome of an action whose minutes are not sealed yet."""
    if state != MeetingState.HELD:
        raise StepRefused(_("Notula pertemuan ini belum disegel. Catat hasil kesepakatan sesudahnya."))


def check_text(text: str) -> None:
    """Refuse a blank text where the record needs one."""
    if not text.strip():
        raise StepRefused(_("Tulisannya masih kosong. Isi dulu; ini dicatat dan dibaca kedua pihak."))


def meeting_number(sequence: int, place: str, year: int) -> str:
    """Return the number of a meeting of a supervisor in a year."""
    return f"TEMU/{place}/{year}/{sequence:03}"

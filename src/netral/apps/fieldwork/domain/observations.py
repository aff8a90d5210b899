"""How an observation goes: it arrives with its files, the panel reads it, and it becomes a finding or nothing."""

from datetime import date, datetime
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

VIEW, REVIEW, DECIDE, OWN = "fieldwork.view", "fieldwork.review", "fieldwork.decide", "fieldwork.own"


class ObservationState(StrEnum):
    """Where an observation stands."""

    INCOMPLETE = "incomplete"
    RECEIVED = "received"
    ASKED = "asked"
    PROPOSED = "proposed"
    FINDING = "finding"
    CLOSED = "closed"


class ObservationVerb(StrEnum):
    """What can be done with an observation."""

    ASK = "ask"
    ANSWER = "answer"
    PROPOSE = "propose"
    RETURN = "return"
    DECIDE = "decide"
    CLOSE = "close"
    REOPEN = "reopen"


_S, _V = ObservationState, ObservationVerb
TABLE = Table(
    (
        Transition(_S.RECEIVED, _V.ASK, _S.ASKED, REVIEW),
        Transition(_S.RECEIVED, _V.PROPOSE, _S.PROPOSED, REVIEW),
        Transition(_S.RECEIVED, _V.CLOSE, _S.CLOSED, REVIEW),
        Transition(_S.ASKED, _V.ANSWER, _S.RECEIVED, OWN),
        Transition(_S.ASKED, _V.PROPOSE, _S.PROPOSED, REVIEW),
        Transition(_S.ASKED, _V.CLOSE, _S.CLOSED, REVIEW),
        Transition(_S.PROPOSED, _V.RETURN, _S.RECEIVED, DECIDE),
        Transition(_S.PROPOSED, _V.DECIDE, _S.FINDING, DECIDE),
        Transition(_S.CLOSED, _V.REOPEN, _S.RECEIVED, REVIEW),
    ),
    _("Langkah ini tidak mungkin pada keadaan amatan sekarang. Buka lagi halaman amatannya."),
    {
        (_S.FINDING, _V.DECIDE): _("Amatan ini sudah ditetapkan sebagai temuan."),
        (_S.INCOMPLETE, _V.PROPOSE): _("Lampiran amatan ini belum semua tiba. Tunggu, atau hubungi pengirimnya."),
    },
)


def check_second_person(proposer: str, decider: str) -> None:
    """Refuse that whoever proposed a finding also decides on it."""
    if proposer == decider:
        raise StepRefused(_("Anda mengusulkan temuan ini, jadi orang lain yang menetapkannya. Minta anggota lain."))


def check_known_at(known_at: datetime, arrived_at: datetime) -> None:
    """Refuse a moment of knowing that lies after the observation had arrived."""
    if known_at > arrived_at:
        raise StepRefused(_("Waktu diketahui tidak mungkin sesudah amatan tiba. Isi waktu yang lebih awal."))


def check_reason(observed: datetime | None, known_at: datetime, reason: str) -> None:
    """Refuse a moment of knowing other than the observer wrote without saying why."""
    # Forms ask for minutes, phones write thousandths of a second.
    if observed is not None and _minute(known_at) != _minute(observed) and not reason.strip():
        raise StepRefused(_("Waktu diketahui berbeda dari yang ditulis pengawas. Tulis mengapa diubah."))


def check_act(act_date: date, known_on: date) -> None:
    """Refuse an act that would lie after the day on which it was known."""
    if act_date > known_on:
        raise StepRefused(_("Tanggal perbuatan tidak mungkin sesudah hari diketahui. Periksa kedua tanggalnya."))


def check_words(words: str) -> None:
    """Refuse a step that has to say something and says nothing."""
    if not words.strip():
        raise StepRefused(_("Penjelasannya belum ditulis. Tulis satu atau dua kalimat, lalu simpan lagi."))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)

"""How a recommendation is followed up by the appointing official (PPK): the steps, and what each must hold.

Sources of the steps: PP 94/2021 Ps 26-37 for discipline, PP 42/2004 Ps 15 for ethics; see the README.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _


class State(StrEnum):
    """Where a recommendation stands."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    PROCEEDING = "proceeding"
    DECIDED = "decided"
    CARRIED_OUT = "carried_out"
    CLOSED = "closed"


FINISHED = frozenset({State.CARRIED_OUT, State.CLOSED})


class Verb(StrEnum):
    """What can be done with a recommendation."""

    ACKNOWLEDGE = "acknowledge"
    OPEN = "open"
    EXAMINE = "examine"
    DECIDE = "decide"
    CARRY_OUT = "carry_out"
    CLOSE = "close"


TRANSITIONS = (
    Transition(State.SENT, Verb.ACKNOWLEDGE, State.ACKNOWLEDGED, "sanctions.proceed"),
    Transition(State.ACKNOWLEDGED, Verb.OPEN, State.PROCEEDING, "sanctions.proceed"),
    Transition(State.PROCEEDING, Verb.EXAMINE, State.PROCEEDING, "sanctions.proceed"),
    Transition(State.PROCEEDING, Verb.DECIDE, State.DECIDED, "sanctions.decide"),
    Transition(State.PROCEEDING, Verb.CLOSE, State.CLOSED, "sanctions.decide"),
    Transition(State.DECIDED, Verb.CARRY_OUT, State.CARRIED_OUT, "sanctions.proceed"),
)
_DECIDED_ONCE = _("Keputusan sanksi sudah dicatat. Satu rekomendasi hanya punya satu keputusan.")
TABLE = Table(
    TRANSITIONS,
    elsewhere=_("Langkah ini tidak dapat dilakukan pada tahap sekarang. Buka lagi halaman rekomendasi."),
    known={(state, Verb.DECIDE): _DECIDED_ONCE for state in (State.DECIDED, State.CARRIED_OUT)},
)


def check_words(text: str, what: str) -> None:
    """Refuse a blank text where the record needs one."""
    if not text.strip():
        raise StepRefused(_("%(what)s belum diisi. Isi dulu; ini dicatat."), what=what)


def check_unexamined(examined_on: date | None) -> None:
    """Refuse a second record of the same examination."""
    if examined_on is not None:
        raise StepRefused(_("Hasil pemeriksaan sudah dicatat dan tidak dapat diubah."))


def check_examined(examined_on: date | None) -> date:
    """Return the day of the examination; without one nothing can be decided."""
    if examined_on is None:
        raise StepRefused(_("Pemeriksaan belum dicatat. Catat dulu hasilnya sebelum memutus (PP 94/2021 Ps 26)."))
    return examined_on


def check_examination(examined_on: date, sent_on: date, today: date) -> None:
    """Refuse an examination in the future or before the recommendation came."""
    if examined_on > today:
        raise StepRefused(_("Tanggal pemeriksaan belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if examined_on < sent_on:
        raise StepRefused(_("Tanggal pemeriksaan sebelum rekomendasi dikirim. Periksa lagi tanggalnya."))


def check_sanction(code: str, offered: Collection[str], basis: str) -> None:
    """Refuse a sanction outside the range of the norm."""
    if code not in offered:
        raise StepRefused(
            _("Sanksi itu di luar rentang norma yang dilanggar (%(basis)s). Pilih sanksi dari daftar."), basis=basis
        )


def check_level_source(chosen: str, level: str, disputed: Collection[str]) -> None:
    """Refuse a sanction of a disputed level that names no source, or the source of another level."""
    if level not in disputed:
        return
    if not chosen:
        raise StepRefused(
            _(
                "Sumber tingkat hukuman yang dipakai belum dipilih. Sumber hukum berbeda, jadi keputusan harus "
                "menyebut sumber yang dipakai."
            )
        )
    if chosen != level:
        raise StepRefused(
            _("Sumber yang dipilih menyebut tingkat hukuman lain. Pilih sanksi dan sumber dari tingkat yang sama.")
        )


def check_decision_date(decided_on: date, *, act: date, sent: date, examined: date, today: date) -> None:
    """Refuse a decision dated before the act, the recommendation or the examination, or in the future."""
    if decided_on > today:
        raise StepRefused(_("Tanggal keputusan belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if decided_on < act:
        raise StepRefused(_("Tanggal keputusan sebelum perbuatan terjadi. Periksa lagi tanggalnya."))
    if decided_on < sent:
        raise StepRefused(_("Tanggal keputusan sebelum rekomendasi dikirim. Periksa lagi tanggalnya."))
    if decided_on < examined:
        raise StepRefused(_("Tanggal keputusan sebelum pemeriksaan. Periksa lagi tanggalnya."))


def check_carried_out(carried_out_on: date, decided_on: date, today: date) -> None:
    """Refuse a sanction carried out before its decision, or in the future."""
    if carried_out_on > today:
        raise StepRefused(_("Tanggal pelaksanaan belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if carried_out_on < decided_on:
        raise StepRefused(_("Tanggal pelaksanaan sebelum keputusan. Periksa lagi tanggalnya."))


def recommendation_number(case_number: str, position: int) -> str:
    """Return the number of the recommendation on one person of a case."""
    return f"{case_number}/R{position}"

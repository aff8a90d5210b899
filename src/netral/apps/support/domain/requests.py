"""How Bawaslu and a government ask each other: asked, then answered or withdrawn."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _


class LetterState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class LetterVerb(StrEnum):
    """What can be done with a request."""

    ANSWER = "answer"
    WITHDRAW = "withdraw"


ASK, ANSWER = "support.ask", "support.answer"
_ANSWERED = _("Permintaan ini sudah dijawab. Jawabannya tidak dapat diubah.")
LETTER_TABLE = Table(
    (
        Transition(LetterState.OPEN, LetterVerb.ANSWER, LetterState.ANSWERED, ANSWER),
        Transition(LetterState.OPEN, LetterVerb.WITHDRAW, LetterState.WITHDRAWN, ASK),
    ),
    elsewhere=_("Permintaan ini sudah ditarik. Buat permintaan baru bila masih perlu."),
    known={(LetterState.ANSWERED, verb): _ANSWERED for verb in LetterVerb},
)


def check_side(verb: LetterVerb, *, asks: bool, answers: bool) -> None:
    """Refuse a step to an institution that is not the one to take it."""
    if verb is LetterVerb.ANSWER and not answers:
        raise StepRefused(_("Permintaan ini ditujukan kepada lembaga lain. Lembaga itu yang menjawabnya."))
    if verb is LetterVerb.WITHDRAW and not asks:
        raise StepRefused(_("Permintaan ini dibuat lembaga lain. Lembaga itu yang dapat menariknya."))


def check_letter(subject: str, text: str, due_on: date, today: date) -> None:
    """Refuse a request that says nothing, or whose answer would be due before today."""
    if not subject.strip() or not text.strip():
        raise StepRefused(_("Hal dan isi permintaan belum lengkap. Isi keduanya."))
    if due_on < today:
        raise StepRefused(_("Batas waktu menjawab sudah lewat. Isi tanggal hari ini atau sesudahnya."))


def check_words(words: str) -> None:
    """Refuse a blank answer or reason."""
    if not words.strip():
        raise StepRefused(_("Tulisannya masih kosong. Isi dulu; ini dicatat dan dibaca kedua pihak."))


def check_unsent(number: str) -> None:
    """Refuse a request that was sent already, told by its number; empty for none."""
    if number:
        raise StepRefused(
            _("Permintaan yang sama sudah dikirim dengan nomor %(number)s. Bila memang berbeda, ubah hal atau isinya."),
            number=number,
        )


def letter_number(sequence: int, path: str, year: int) -> str:
    """Return the number of a request of an institution, told by its path, in a year."""
    return f"MINTA/{path.replace('.', '-', 1).upper()}/{year}/{sequence:03}"

"""How a request for guidance moves from a concept to a published answer: the table of steps, and what each needs."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

SHORTEST_QUESTION = 20
FARTHEST = timedelta(days=2 * 366)


class State(StrEnum):
    """Where a request stands."""

    CONCEPT = "concept"
    RECEIVED = "received"
    DRAFTED = "drafted"
    APPROVED = "approved"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# An answer is still owed in these.
OPEN = frozenset({State.RECEIVED, State.DRAFTED, State.APPROVED})


class Verb(StrEnum):
    """What can be done with a request."""

    EDIT = "edit"
    SEND = "send"
    WITHDRAW = "withdraw"
    ESCALATE = "escalate"
    HAND_BACK = "hand_back"
    REFUSE = "refuse"
    DRAFT = "draft"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PUBLISH = "publish"


ASK, ANSWER, DECIDE = "guidance.ask", "guidance.answer", "guidance.approve"
TRANSITIONS = (
    Transition(State.CONCEPT, Verb.EDIT, State.CONCEPT, ASK),
    Transition(State.CONCEPT, Verb.SEND, State.RECEIVED, ASK),
    Transition(State.CONCEPT, Verb.WITHDRAW, State.WITHDRAWN, ASK),
    Transition(State.RECEIVED, Verb.WITHDRAW, State.WITHDRAWN, ASK),
    Transition(State.RECEIVED, Verb.ESCALATE, State.RECEIVED, ANSWER),
    Transition(State.RECEIVED, Verb.HAND_BACK, State.RECEIVED, ANSWER),
    Transition(State.RECEIVED, Verb.REFUSE, State.REFUSED, DECIDE),
    Transition(State.RECEIVED, Verb.DRAFT, State.DRAFTED, ANSWER),
    Transition(State.DRAFTED, Verb.WITHDRAW, State.WITHDRAWN, ASK),
    Transition(State.DRAFTED, Verb.SEND_BACK, State.RECEIVED, DECIDE),
    Transition(State.DRAFTED, Verb.APPROVE, State.APPROVED, DECIDE),
    Transition(State.APPROVED, Verb.WITHDRAW, State.WITHDRAWN, ASK),
    Transition(State.APPROVED, Verb.SEND_BACK, State.RECEIVED, DECIDE),
    Transition(State.APPROVED, Verb.PUBLISH, State.PUBLISHED, DECIDE),
)
TABLE = Table(
    TRANSITIONS,
    elsewhere=_("Langkah ini tidak dapat dilakukan karena permintaan sudah di tahap lain. Buka lagi halamannya."),
)


class Urgency(StrEnum):
    """How soon the answer is needed; each has its own term."""

    NORMAL = "normal"
    URGENT = "urgent"


class Position(StrEnum):
    """What an answer says of the act; the words are those of the catalogue's verdicts."""

    VIOLATION = "melanggar"
    CLEAR = "tidak"
    ASK = "minta-petunjuk"


def possible(state: State, permissions: Collection[str]) -> tuple[Verb, ...]:
    """Return what one who holds these permissions can do in a state."""
    return tuple(row.verb for row in TRANSITIONS if row.origin is state and row.permission in permissions)


# Steps of who asks; the others are of who answers.
ASKING = frozenset({Verb.EDIT, Verb.SEND, Verb.WITHDRAW})


def check_holder(verb: Verb, *, asks: bool, answers: bool) -> None:
    """Refuse a step on the question by an office that did not ask it, or on the answer by one that does not hold it."""
    if verb in ASKING and not asks:
        raise StepRefused(_("Pertanyaan ini diajukan kantor lain. Hanya kantor itu yang mengubah atau menariknya."))
    if verb not in ASKING and not answers:
        raise StepRefused(_("Permintaan ini dipegang lembaga lain. Hanya lembaga pemegang yang dapat melangkah."))


def check_question(question: str) -> None:
    """Refuse a question too short to be answered."""
    if len(question.strip()) < SHORTEST_QUESTION:
        raise StepRefused(
            _("Pertanyaan terlalu pendek. Tulis paling sedikit %(least)s huruf: siapa, berbuat apa, di mana."),
            least=SHORTEST_QUESTION,
        )


def check_act_date(act_date: date, today: date) -> None:
    """Refuse a day of the act, done or planned, that is two years or more away."""
    if abs(act_date - today) > FARTHEST:
        raise StepRefused(_("Tanggal perbuatan lebih dari dua tahun dari hari ini. Periksa lagi tahunnya."))


def check_urgency(urgency: Urgency, reason: str) -> None:
    """Refuse an urgent request that does not say why it is."""
    if urgency is Urgency.URGENT and not reason.strip():
        raise StepRefused(_("Permintaan mendesak perlu alasan. Tulis mengapa jawaban tidak dapat ditunggu."))


def check_units(count: int) -> None:
    """Refuse a question that concerns nobody."""
    if not count:
        raise StepRefused(_("Belum ada unit kerja yang dipilih. Pilih unit yang akan memakai jawabannya."))


def check_act(act: str, known: Collection[str]) -> None:
    """Refuse to go on without an act of the catalogue."""
    if act not in known:
        raise StepRefused(_("Perbuatan belum dipilih. Pilih satu perbuatan dari daftar."))


def check_facts(facts: Mapping[str, str], options: Mapping[str, Collection[str]]) -> None:
    """Refuse a fact, or a value, that the catalogue does not know for the act."""
    for code, value in facts.items():
        if value not in options.get(code, ()):
            raise StepRefused(
                _("Keadaan “%(code)s” tidak dikenal untuk perbuatan ini. Isi lagi keadaannya."), code=code
            )


def check_words(text: str) -> None:
    """Refuse a step that owes a reason and gives none."""
    if not text.strip():
        raise StepRefused(_("Alasan belum ditulis. Tulis alasannya dengan kalimat sendiri; ini dicatat."))


def check_four_eyes(written_by: str, decided_by: str) -> None:
    """Refuse the approval or publication of an answer by the very person who wrote it."""
    if written_by == decided_by:
        raise StepRefused(_("Anda yang menulis jawaban ini, jadi orang lain yang harus menyetujui dan menerbitkannya."))


def check_answer(text: str, position: Position, norms: Collection[str], offered: Collection[str]) -> None:
    """Refuse an answer without words, one that calls an act a breach of nothing, or one that names an unknown norm."""
    if not text.strip():
        raise StepRefused(_("Jawaban belum ditulis."))
    unknown = sorted(set(norms) - set(offered))
    if unknown:
        raise StepRefused(
            _("Norma %(norms)s tidak berlaku pada tanggal perbuatan. Periksa lagi kodenya."), norms=", ".join(unknown)
        )
    if position is Position.VIOLATION and not norms:
        raise StepRefused(_("Jawaban “melanggar” perlu paling sedikit satu norma yang dilanggar."))


def check_validity(valid_from: date, valid_to: date | None) -> None:
    """Refuse a validity that ends before it begins."""
    if valid_to is not None and valid_to < valid_from:
        raise StepRefused(_("Masa berlaku berakhir sebelum mulai. Periksa lagi kedua tanggalnya."))


def check_unread(read: bool) -> None:
    """Refuse to confirm the same reading twice."""
    if read:
        raise StepRefused(_("Sudah ada yang mengonfirmasi untuk unit ini. Tidak perlu diulang."))


def request_number(sequence: int, place: str, year: int) -> str:
    """Return the number a request gets when it is sent, as "PP/14.03/2024/0001"."""
    return f"PP/{place}/{year}/{sequence:04d}"


def answer_number(sequence: int, place: str, year: int) -> str:
    """Return the number of a published answer, as "JP/14.03/2024/0001"."""
    return f"JP/{place}/{year}/{sequence:04d}"


def check_passed_up(passed_up: bool) -> None:
    """Refuse to hand back what nobody passed up."""
    if not passed_up:
        raise StepRefused(_("Permintaan ini tidak diteruskan dari tingkat bawah, jadi tidak dapat dikembalikan."))


def check_replaceable(mine: bool) -> None:
    """Refuse to replace the answer of an institution that is not one's own nor below it."""
    if not mine:
        raise StepRefused(
            _("Jawaban lembaga lain hanya dapat diganti lembaga itu atau atasannya. Terbitkan dengan alasan.")
        )


def check_standing(replaced: bool) -> None:
    """Refuse to review an answer that another stands in for."""
    if replaced:
        raise StepRefused(_("Jawaban ini sudah diganti, jadi tidak perlu ditinjau lagi."))


def check_published(published: bool) -> None:
    """Refuse to confirm the reading of an answer that is not there yet."""
    if not published:
        raise StepRefused(_("Jawabannya belum terbit. Konfirmasi dibuka sesudah jawaban terbit."))

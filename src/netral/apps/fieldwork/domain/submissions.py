"""Why a sending is not taken, and what an observation's answers mean beyond being answers."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from netral.engines.steps.table import StepRefused, gettext_noop as _

# What was written down in office may come so long afterwards.
DELIVERY = timedelta(days=30)
MOST_FILES = 40
PIECE = 1024 * 1024


class AnswerMeaning(StrEnum):
    """What the office goes by beyond reading the answers."""

    KNOWN_AT = "known_at"
    VILLAGE = "village"
    POINT = "point"
    SUMMARY = "summary"


# Questions of these names mean this in every form; of several, the first that is answered counts.
MEANINGS: Mapping[AnswerMeaning, tuple[str, ...]] = {
    AnswerMeaning.KNOWN_AT: ("waktu_diketahui", "kapan", "waktu_mulai"),
    AnswerMeaning.VILLAGE: ("desa",),
    AnswerMeaning.POINT: ("titik",),
    AnswerMeaning.SUMMARY: ("uraian", "apa"),
}
# Questions of these types are answered with the name of a file.
FILE_TYPES = frozenset({"image", "audio", "video", "file", "background-audio"})


class SubmissionRefused(StepRefused):
    """A sending that is not taken as it is, however often it is sent again; the phone keeps it."""


class ContentConflict(StepRefused):
    """Other content came under an identifier that is known already."""


class FileConflict(StepRefused):
    """A piece that does not continue what has arrived; `received` says where to go on, in bytes."""

    def __init__(self, received: int) -> None:
        super().__init__(_("Potongan berkas tidak menyambung. Lanjutkan dari bita %(received)s."), received=received)
        self.received = received


def check_in_time(last_day: date, today: date) -> None:
    """Refuse what comes long after the term of its supervisor."""
    if today > last_day + DELIVERY:
        raise SubmissionRefused(
            _(
                "Masa tugas Anda berakhir lebih dari 30 hari lalu, jadi amatan ini tidak diterima dari ponsel. "
                "Ekspor kotak keluar dan serahkan berkasnya kepada kantor Anda."
            )
        )


def check_file_number(number: int) -> None:
    """Refuse an observation that names more files than any real one does."""
    if number > MOST_FILES:
        raise SubmissionRefused(
            _("Amatan ini menyebut %(number)s lampiran, dan paling banyak 40. Bagi menjadi beberapa amatan."),
            number=number,
        )


def moment_of(value: str) -> datetime | None:
    """Return a moment from an answer of the types dateTime and date; nothing where it has no zone or is broken."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None

"""Why a key stays closed, and what each sealed value of custody is bound to."""

from enum import StrEnum
from uuid import UUID

from netral.engines.steps.table import StepRefused, gettext_noop as _

# Who may read what is sealed to an institution, and who may let colleagues in or out.
READ = "reports.view"
KEEP = "reports.review"


class Reason(StrEnum):
    """Why a key does not open."""

    NOBODY = "nobody"
    NOT_OPENED = "not_opened"
    OTHER_INSTITUTION = "other_institution"
    NOT_TAKEN_OVER = "not_taken_over"
    TAKEN_OVER = "taken_over"
    NOT_GRANTED = "not_granted"


WORDS = {
    Reason.NOBODY: _(
        "Isi yang tersegel hanya dapat dibuka petugas yang sudah masuk dengan sandinya. Pekerjaan otomatis dan orang "
        "tanpa akun tidak memegang kunci. Masuk dulu, lalu buka lagi."
    ),
    Reason.NOT_OPENED: _(
        "Kunci Anda tertutup di peramban ini: Anda masuk tanpa sandi, atau kuki kuncinya hilang. "
        "Masukkan sandi sekali lagi untuk membukanya."
    ),
    Reason.OTHER_INSTITUTION: _(
        "Isi ini disegel untuk %(institution)s, dan peran yang sedang Anda pakai bukan penerima laporan di sana. "
        "Ganti peran, atau minta lembaga itu meneruskannya."
    ),
    Reason.NOT_TAKEN_OVER: _(
        "Kunci laporan %(institution)s masih dititipkan pada sistem. Ambil alih dulu di halaman Kunci laporan; "
        "perlu satu menit dan selembar kertas."
    ),
    Reason.TAKEN_OVER: _(
        "Kunci laporan %(institution)s sudah diambil alih petugasnya. Sistem tidak lagi dapat membukanya; "
        "hanya petugas yang diberi akses yang dapat."
    ),
    Reason.NOT_GRANTED: _(
        "Anda belum diberi akses ke kunci laporan %(institution)s. Minta rekan yang punya akses membuka halaman "
        "Kunci laporan dan memberi Anda akses, atau pulihkan dengan kode di kertas."
    ),
}


class KeyClosed(StepRefused):
    """A key that does not open here and now; says why and what to do."""

    def __init__(self, reason: Reason, institution: str = "") -> None:
        super().__init__(WORDS[reason], institution=institution)
        self.reason = reason


def entrusted_context(key: UUID) -> bytes:
    """What the private key that the installation keeps is bound to."""
    return f"custody entrusted {key}".encode()


def paper_context(key: UUID) -> bytes:
    """What the private key sealed to the code on paper is bound to."""
    return f"custody paper {key}".encode()


def grant_context(key: UUID, member_key: UUID) -> bytes:
    """What the private key sealed to a member is bound to."""
    return f"custody grant {key} {member_key}".encode()


def carried_context(key: UUID, carried_to: UUID) -> bytes:
    """What the private key sealed to a later generation is bound to."""
    return f"custody carried {key} {carried_to}".encode()


def session_context(member_key: UUID) -> bytes:
    """What a member's private key in her session is bound to."""
    return f"custody session {member_key}".encode()

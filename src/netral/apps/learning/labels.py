"""Labels of the answers of the quiz, and labels and tones of the states."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.learning.models import RoundStatus, Session, SessionStatus, Standing
from netral.apps.learning.queries.sessions import is_overdue

ANSWER_LABELS: Mapping[str, Promise] = {
    "melanggar": _("Melanggar"),
    "tidak": _("Tidak melanggar"),
    "tergantung": _("Tergantung"),
    "minta-petunjuk": _("Minta petunjuk"),
}
ANSWER_HINTS: Mapping[str, Promise] = {
    "melanggar": _("Aturan melarang perbuatan ini."),
    "tidak": _("Perbuatan ini boleh."),
    "tergantung": _("Masih ada fakta yang menentukan dan belum disebut."),
    "minta-petunjuk": _("Sumber resmi berbeda pendapat, jadi tanya dulu."),
}
SESSION_TONES: Mapping[str, str] = {
    SessionStatus.PLANNED: "neutral",
    SessionStatus.HELD: "good",
    SessionStatus.CANCELLED: "bad",
}
ROUND_TONES: Mapping[str, str] = {
    RoundStatus.DRAFT: "neutral",
    RoundStatus.OPEN: "good",
    RoundStatus.CLOSED: "neutral",
}
STANDING_TONES: Mapping[str, str] = {
    Standing.MISSING: "neutral",
    Standing.WORKING: "neutral",
    Standing.FAILED: "warning",
    Standing.REPEAT: "warning",
    Standing.PASSED: "good",
}
UNREADABLE: Mapping[str, Promise] = {
    "no_nip": _("Tidak ada kolom NIP. Tulis judul NIP di atas kolom nomor induk pegawai, lalu unggah lagi."),
}
OVERDUE = _("Lewat, belum dicatat")


def session_status(session: Session) -> tuple[str | Promise, str]:
    """Return how a session stands and its mark; one that is over and not recorded is told apart."""
    if is_overdue(session):
        return OVERDUE, "warning"
    return session.get_status_display(), SESSION_TONES[session.status]

"""Labels of the answers of the quiz, and labels and tones of the states."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.learning.domain.quiz import Standing
from netral.apps.learning.domain.sessions import SessionStatus, Way
from netral.foundation.ui.choices import Marked

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
SESSION_STATUSES: Mapping[str, Marked] = {
    SessionStatus.PLANNED: (_("Direncanakan"), "neutral"),
    SessionStatus.HELD: (_("Terlaksana"), "good"),
    SessionStatus.CANCELLED: (_("Dibatalkan"), "bad"),
}
WAYS: Mapping[str, Promise] = {
    Way.QR: _("Poster, dengan NIP"),
    Way.LINK: _("Poster, dengan tautan pribadi"),
    Way.LIST: _("Daftar yang diunggah"),
    Way.TICK: _("Dicentang petugas"),
}
STANDINGS: Mapping[str, Marked] = {
    Standing.MISSING: (_("Belum mulai"), "neutral"),
    Standing.WORKING: (_("Sedang mengerjakan"), "neutral"),
    Standing.FAILED: (_("Belum lulus"), "warning"),
    Standing.REPEAT: (_("Perlu mengulang"), "warning"),
    Standing.PASSED: (_("Lulus"), "good"),
}
UNREADABLE: Mapping[str, Promise] = {
    "no_nip": _("Tidak ada kolom NIP. Tulis judul NIP di atas kolom nomor induk pegawai, lalu unggah lagi."),
}

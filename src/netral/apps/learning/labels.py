"""Labels of the answers of the quiz, and labels and tones of the states."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.learning.domain.quiz import Standing
from netral.apps.learning.domain.sessions import SessionStatus, Way

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
SESSION_STATUSES: Mapping[str, Promise] = {
    SessionStatus.PLANNED: _("Direncanakan"),
    SessionStatus.HELD: _("Terlaksana"),
    SessionStatus.CANCELLED: _("Dibatalkan"),
}
WAYS: Mapping[str, Promise] = {
    Way.QR: _("Poster, dengan NIP"),
    Way.LINK: _("Poster, dengan tautan pribadi"),
    Way.LIST: _("Daftar yang diunggah"),
    Way.TICK: _("Dicentang petugas"),
}
STANDINGS: Mapping[str, Promise] = {
    Standing.MISSING: _("Belum mulai"),
    Standing.WORKING: _("Sedang mengerjakan"),
    Standing.FAILED: _("Belum lulus"),
    Standing.REPEAT: _("Perlu mengulang"),
    Standing.PASSED: _("Lulus"),
}
SESSION_TONES: Mapping[str, str] = {
    SessionStatus.PLANNED: "neutral",
    SessionStatus.HELD: "good",
    SessionStatus.CANCELLED: "bad",
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

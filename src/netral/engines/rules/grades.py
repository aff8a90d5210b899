"""How surely a row of law is known, in Indonesian words: short ones beside a line, long ones for a row; only here.

Nothing is called verified before a named officer confirmed the row with its document.
"""

from collections.abc import Iterable
from enum import StrEnum

from netral.engines.rules.dated import Verification
from netral.engines.steps.table import gettext_noop as _


class Grade(StrEnum):
    """What a reader is told of a row, the surest first: what its source is worth, or that an officer confirmed it."""

    CONFIRMED = "confirmed"
    OFFICIAL = "official"
    SECONDARY = "secondary"
    DEVELOPER = "developer"
    UNVERIFIED = "unverified"


SHORT: dict[Grade, str] = {
    Grade.CONFIRMED: _("terverifikasi"),
    Grade.OFFICIAL: _("dibaca di situs atau naskah resmi, belum dikonfirmasi"),
    Grade.SECONDARY: _("dari berita, belum diverifikasi"),
    Grade.DEVELOPER: _("dari himpunan data pengembang, belum diverifikasi"),
    Grade.UNVERIFIED: _("belum ada sumber tertulis, belum diverifikasi"),
}
LONG: dict[Grade, str] = {
    Grade.CONFIRMED: _("Terverifikasi: petugas mencocokkannya dengan naskah aturan."),
    Grade.OFFICIAL: _("Dibaca di situs atau naskah resmi, tetapi belum dikonfirmasi petugas dengan naskahnya."),
    Grade.SECONDARY: _("Belum diverifikasi: dibaca di tulisan yang mengutip aturan, bukan di naskahnya."),
    Grade.DEVELOPER: _("Belum diverifikasi: hanya ada di himpunan data pengembang, yang lebih lemah daripada berita."),
    Grade.UNVERIFIED: _("Belum diverifikasi: belum ada sumber tertulis. Periksa naskah aturan dahulu."),
}


def least_sure(grades: Iterable[Grade]) -> Grade | None:
    """Return the least sure of some grades: what stands on several rows is no surer than any; None for no rows."""
    return max(grades, key=list(Grade).index, default=None)


def grade_of(verification: Verification, *, is_confirmed: bool = False) -> Grade:
    """Return what a reader is told of a row with this source."""
    return Grade.CONFIRMED if is_confirmed else Grade(verification.value)

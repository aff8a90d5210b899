"""Why a file cannot be taken as a worksheet, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.engines.tables.rows import Unreadable

_DAMAGED = _("Berkas rusak atau bukan lembar kerja XLSX. Simpan ulang sebagai XLSX, lalu jalankan lagi.")
_UNREADABLE: dict[str, Promise] = {
    "missing": _("Berkas tidak ada atau tidak dapat dibuka. Periksa nama dan izinnya."),
    "empty": _("Berkas kosong. Pakai berkas yang sudah diisi."),
    "no_table": _("Berkas ini bukan XLSX, atau terkunci kata sandi. Simpan sebagai XLSX tanpa kata sandi."),
    "protected": _("Berkas ini bukan XLSX, atau terkunci kata sandi. Simpan sebagai XLSX tanpa kata sandi."),
    "macros": _("Berkas ini berisi makro. Simpan sebagai XLSX tanpa makro, lalu jalankan lagi."),
    "too_large": _("Berkas terlalu besar untuk lembar kerja. Salin pendapat ke lembar baru."),
    "too_long": _("Berkas terlalu besar untuk lembar kerja. Salin pendapat ke lembar baru."),
    "far_cell": _("Ada sel terisi jauh di luar lembar kerja. Hapus sel itu, atau salin pendapat ke lembar baru."),
    "busy": _("Pembaca berkas sedang sibuk. Jalankan lagi sebentar lagi."),
}


def unreadable(error: Unreadable) -> str:
    """Say why a worksheet cannot be read, and what to do."""
    return str(_UNREADABLE.get(error.reason, _DAMAGED))

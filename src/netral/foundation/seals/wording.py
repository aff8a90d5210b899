"""The words of a verification, for someone who never heard of digital signatures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.engines.seal.verification import Reason, Verification
from netral.foundation.seals.domain import LARGEST_FILE, Verdict

TONES = {
    Verdict.HOLDS: "good",
    Verdict.UNREGISTERED: "warning",
    Verdict.REVOKED: "bad",
    Verdict.FOREIGN: "warning",
    Verdict.ALTERED: "bad",
    Verdict.UNSEALED: "warning",
    Verdict.ENCRYPTED: "neutral",
    Verdict.UNREADABLE: "neutral",
    Verdict.TOO_LARGE: "neutral",
    Verdict.EMPTY: "neutral",
}

_HEADLINES: dict[Verdict, Promise] = {
    Verdict.HOLDS: _("Dokumen ini asli dan tidak berubah"),
    Verdict.UNREGISTERED: _("Segelnya sah, tetapi dokumen ini tidak tercatat"),
    Verdict.REVOKED: _("Kunci segel dokumen ini sudah dicabut"),
    Verdict.FOREIGN: _("Penyegel dokumen ini tidak dikenal"),
    Verdict.ALTERED: _("Dokumen ini sudah berubah setelah disegel"),
    Verdict.UNSEALED: _("Dokumen ini tidak bersegel"),
    Verdict.ENCRYPTED: _("Dokumen ini terkunci kata sandi"),
    Verdict.UNREADABLE: _("Berkas ini tidak terbaca sebagai PDF"),
    Verdict.TOO_LARGE: _("Berkas ini terlalu besar untuk diperiksa"),
    Verdict.EMPTY: _("Berkas ini kosong"),
}

_SENTENCES: dict[Verdict, tuple[Promise, ...]] = {
    Verdict.HOLDS: (_("Segel lembaga masih utuh dan berkas ini sama persis dengan yang tercatat di sini."),),
    Verdict.UNREGISTERED: (
        _("Segel dibuat dengan kunci lembaga yang dikenal, tetapi berkas ini tidak ada dalam catatan."),
        _("Jangan langsung percaya. Tanyakan kepada lembaga yang disebut di bawah ini."),
    ),
    Verdict.REVOKED: (
        _("Lembaga telah mencabut kunci ini, dan dokumen ini tidak tercatat sebelum pencabutan."),
        _("Jangan pakai dokumen ini. Minta dokumen baru kepada lembaga penerbit."),
    ),
    Verdict.FOREIGN: (
        _("Dokumen memang bertanda tangan, tetapi bukan dengan kunci lembaga yang terdaftar di sini."),
        _("Nama di dalam tanda tangan belum terbukti. Periksa di tempat dokumen itu diterbitkan."),
    ),
    Verdict.ALTERED: (_("Jangan pakai dokumen ini. Minta salinan baru kepada lembaga penerbit."),),
    Verdict.UNSEALED: (
        _("Berkas ini mungkin hasil pindai, foto, atau simpan ulang. Segel hanya ada pada berkas PDF asli."),
        _("Unggah berkas PDF asli, atau ketik kode pemeriksaan yang tercetak pada dokumen."),
    ),
    Verdict.ENCRYPTED: (_("Dokumen bersegel tidak pernah dikunci kata sandi. Unggah berkas PDF asli."),),
    Verdict.UNREADABLE: (_("Berkas rusak atau bukan PDF. Unduh ulang berkas aslinya, lalu unggah lagi di sini."),),
    Verdict.TOO_LARGE: (
        _("Dokumen bersegel berukuran kecil; batas di sini %(limit)s MB. Pastikan Anda memilih berkas yang benar."),
    ),
    Verdict.EMPTY: (_("Tidak ada isi yang bisa diperiksa. Unduh ulang berkas aslinya, lalu unggah lagi di sini."),),
}

_REASONS: dict[Reason, Promise] = {
    Reason.CONTENT_CHANGED: _("Isi berkas tidak sama lagi dengan isi saat disegel."),
    Reason.ADDED_AFTERWARDS: _("Ada yang ditambahkan ke berkas setelah disegel."),
    Reason.SIGNATURE_FALSE: _("Tanda tangan di dalam segel tidak cocok."),
}


def headline(verdict: Verdict) -> str:
    """Return the verdict in one sentence."""
    return str(_HEADLINES[verdict])


def sentences(verdict: Verdict, found: Verification | None) -> tuple[str, ...]:
    """Return why, and what to do now."""
    reasons = [str(_REASONS[reason]) for reason in found.reasons if reason in _REASONS] if found else []
    explained = [str(sentence) % {"limit": LARGEST_FILE // 2**20} for sentence in _SENTENCES[verdict]]
    return (*reasons, *explained)

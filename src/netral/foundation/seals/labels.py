"""The words of a verification, for someone who never heard of digital signatures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.engines.seal.result import Reason, Verification
from netral.foundation.seals.archives import (
    LARGEST_ARCHIVE,
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_FILES,
    ArchiveRefused,
    Obstacle,
    Refusal,
)
from netral.foundation.seals.domain import LARGEST_FILE, Verdict
from netral.foundation.ui.formats import angka

TONES = {
    Verdict.HOLDS: "good",
    Verdict.UNREGISTERED: "warning",
    Verdict.REVOKED: "bad",
    Verdict.WITHDRAWN: "bad",
    Verdict.FOREIGN: "warning",
    Verdict.ALTERED: "bad",
    Verdict.UNSEALED: "warning",
    Verdict.ENCRYPTED: "neutral",
    Verdict.UNREADABLE: "neutral",
    Verdict.TOO_LARGE: "neutral",
    Verdict.TOO_COSTLY: "neutral",
    Verdict.BUSY: "neutral",
    Verdict.EMPTY: "neutral",
}

_HEADLINES: dict[Verdict, Promise] = {
    Verdict.HOLDS: _("Dokumen ini asli dan tidak berubah"),
    Verdict.UNREGISTERED: _("Segelnya sah, tetapi dokumen ini tidak tercatat"),
    Verdict.REVOKED: _("Kunci segel dokumen ini sudah dicabut"),
    Verdict.WITHDRAWN: _("Dokumen ini asli, tetapi sudah dicabut"),
    Verdict.FOREIGN: _("Penyegel dokumen ini tidak dikenal"),
    Verdict.ALTERED: _("Dokumen ini sudah berubah setelah disegel"),
    Verdict.UNSEALED: _("Dokumen ini tidak bersegel"),
    Verdict.ENCRYPTED: _("Dokumen ini terkunci kata sandi"),
    Verdict.UNREADABLE: _("Berkas ini tidak terbaca sebagai PDF"),
    Verdict.TOO_LARGE: _("Berkas ini terlalu besar untuk diperiksa"),
    Verdict.TOO_COSTLY: _("Berkas ini terlalu rumit untuk diperiksa"),
    Verdict.BUSY: _("Pemeriksaan sedang sibuk"),
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
    Verdict.WITHDRAWN: (
        _("Segelnya utuh, tetapi penerbit menyatakan dokumen ini tidak berlaku lagi."),
        _("Jangan pakai dokumen ini. Kalau perlu, minta dokumen yang berlaku kepada penerbit."),
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
    Verdict.TOO_COSTLY: (
        _("Isi berkas ini meminta terlalu banyak waktu atau memori, padahal dokumen bersegel sederhana."),
        _("Minta PDF asli kepada lembaga penerbit, lalu unggah lagi di sini."),
    ),
    Verdict.BUSY: (_("Berkas lain sedang diperiksa. Berkas Anda belum. Tunggu satu menit, lalu unggah lagi."),),
    Verdict.EMPTY: (_("Tidak ada isi yang bisa diperiksa. Unduh ulang berkas aslinya, lalu unggah lagi di sini."),),
}

# Every outcome of one file in a ZIP: a verdict, what stands in the way of reading it, or that time ran out.
OUTCOMES: dict[str, tuple[Promise, str]] = {
    Verdict.HOLDS: (_("Sah"), "good"),
    Verdict.WITHDRAWN: (_("Dicabut penerbit"), "bad"),
    Verdict.REVOKED: (_("Kunci dicabut"), "bad"),
    Verdict.ALTERED: (_("Berubah"), "bad"),
    Verdict.UNREGISTERED: (_("Tidak terdaftar"), "warning"),
    Verdict.FOREIGN: (_("Penyegel tidak dikenal"), "warning"),
    Verdict.UNSEALED: (_("Tidak bersegel"), "warning"),
    Verdict.ENCRYPTED: (_("PDF terkunci kata sandi"), "neutral"),
    Verdict.UNREADABLE: (_("Bukan PDF"), "neutral"),
    Verdict.TOO_LARGE: (_("Terlalu besar"), "neutral"),
    Verdict.TOO_COSTLY: (_("Terlalu rumit"), "neutral"),
    Verdict.EMPTY: (_("Kosong"), "neutral"),
    Obstacle.ENCRYPTED: (_("Terkunci di dalam ZIP"), "neutral"),
    Obstacle.NESTED: (_("Arsip di dalam ZIP, tidak dibuka"), "neutral"),
    Obstacle.BROKEN: (_("Rusak di dalam ZIP"), "neutral"),
    "unchecked": (_("Belum diperiksa, waktu habis"), "neutral"),
    Verdict.BUSY: (_("Belum diperiksa, sedang sibuk"), "neutral"),
}
SEVERITY = {"bad": 0, "warning": 1, "neutral": 2, "good": 3}

_REFUSALS: dict[Refusal, Promise] = {
    Refusal.NOT_A_ZIP: _("Berkas ini bukan ZIP, atau rusak. Buat ZIP baru dari PDF yang ingin diperiksa."),
    Refusal.TOO_LARGE: _("ZIP ini terlalu besar. Batasnya %(packed)s MB. Bagi menjadi beberapa ZIP."),
    Refusal.TOO_MANY: _("ZIP ini berisi terlalu banyak berkas. Batasnya %(files)s berkas. Bagi menjadi beberapa ZIP."),
    Refusal.TOO_LARGE_UNPACKED: _(
        "Isi ZIP ini terlalu besar setelah dibuka. Batasnya %(unpacked)s MB. Bagi menjadi beberapa ZIP."
    ),
    Refusal.PATH_TRICK: _(
        "ZIP ini memuat “%(name)s”, nama yang menunjuk ke luar ZIP atau ke berkas lain. ZIP seperti ini tidak kami "
        "buka. Buat ZIP baru yang hanya berisi PDF."
    ),
    Refusal.NOTHING_INSIDE: _("ZIP ini tidak berisi berkas. Masukkan PDF yang ingin diperiksa, lalu unggah lagi."),
}

_REASONS: dict[Reason, Promise] = {
    Reason.CONTENT_CHANGED: _("Isi berkas tidak sama lagi dengan isi saat disegel."),
    Reason.ADDED_AFTERWARDS: _("Ada yang ditambahkan ke berkas setelah disegel."),
    Reason.SIGNATURE_FALSE: _("Tanda tangan di dalam segel tidak cocok."),
    Reason.TIMESTAMP_FALSE: _("Cap waktu di dalam segel tidak cocok."),
    Reason.CERTIFICATE_REVOKED: _("Sertifikat penyegelnya sudah dicabut oleh yang menerbitkannya."),
}


def headline(verdict: Verdict) -> str:
    """Return the verdict in one sentence."""
    return str(_HEADLINES[verdict])


def refused(error: ArchiveRefused) -> str:
    """Return why an archive is not looked into, and what to do now."""
    words = {
        "name": error.name,
        "packed": LARGEST_ARCHIVE // MEGABYTE,
        "unpacked": LARGEST_UNPACKED // MEGABYTE,
        "files": angka(MOST_FILES),
    }
    return str(_REFUSALS[error.refusal]) % words


def sentences(verdict: Verdict, found: Verification | None) -> tuple[str, ...]:
    """Return why, and what to do now."""
    reasons = [str(_REASONS[reason]) for reason in found.reasons if reason in _REASONS] if found else []
    explained = [str(sentence) % {"limit": LARGEST_FILE // 2**20} for sentence in _SENTENCES[verdict]]
    return (*reasons, *explained)

"""The answer of a check in plain words, for someone who never heard of digital signatures: verdict and findings."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from netral.engines.seal.result import Reason, Verification
from netral.foundation.institutions.models import Institution
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
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.recorded import Recorded
from netral.foundation.ui.formats import angka, waktu

GOOD, WARNING, BAD, NEUTRAL = "good", "warning", "bad", "neutral"
_SEALED = (Verdict.HOLDS, Verdict.WITHDRAWN, Verdict.REVOKED, Verdict.UNREGISTERED, Verdict.FOREIGN, Verdict.ALTERED)
TONES = {
    Verdict.HOLDS: GOOD,
    Verdict.UNREGISTERED: WARNING,
    Verdict.REVOKED: BAD,
    Verdict.WITHDRAWN: BAD,
    Verdict.FOREIGN: WARNING,
    Verdict.ALTERED: BAD,
    Verdict.UNSEALED: WARNING,
    Verdict.ENCRYPTED: NEUTRAL,
    Verdict.UNREADABLE: NEUTRAL,
    Verdict.TOO_LARGE: NEUTRAL,
    Verdict.TOO_COSTLY: NEUTRAL,
    Verdict.BUSY: NEUTRAL,
    Verdict.EMPTY: NEUTRAL,
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


@dataclass(frozen=True)
class Finding:
    """One question a reader has, the answer as a word with its tone, and the answer as a sentence."""

    question: str
    label: str
    tone: str
    answer: str


@dataclass(frozen=True)
class VerificationReport:
    """The answer about one file: the verdict, what the file proves, and what the register knows of it."""

    verdict: Verdict
    sha256: str = ""
    found: Verification | None = None
    key: SealKey | None = None
    document: SealedDocument | None = None
    recorded: Recorded | None = None

    @property
    def headline(self) -> str:
        """Return the answer in one plain sentence."""
        return headline(self.verdict)

    @property
    def tone(self) -> str:
        """Return good, warning, bad or neutral."""
        return TONES[self.verdict]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the explanation: why, and what to do now."""
        return sentences(self.verdict, self.found)

    @property
    def findings(self) -> list[Finding]:
        """Return what a check found, in the order in which a reader asks; nothing for a file without a seal."""
        if self.verdict not in _SEALED:
            return []
        found = [_unchanged(self)]
        if self.verdict is not Verdict.ALTERED:
            found += [_sealer(self), _registered(self)]
        if self.document is not None:
            found += [_in_ledger(self), _withdrawn(self.document)]
        if self.document is not None or (self.found and self.found.timestamp):
            found.append(_stamped(self))
        return found

    @property
    def limits(self) -> list[str]:
        """Return what a good answer does not prove, so that nobody takes it for more."""
        if self.verdict not in (Verdict.HOLDS, Verdict.WITHDRAWN):
            return []
        said = [
            gettext("Bahwa isinya benar. Segel membuktikan siapa yang menerbitkan dan bahwa isinya tidak diubah."),
            gettext("Bahwa orang yang menunjukkan dokumen ini adalah orang yang disebut di dalamnya."),
        ]
        if self.key is not None:
            said.append(
                gettext(
                    "Sertifikat negara. Segel memakai kunci lembaga di sistem ini, bukan kunci dari PSrE Indonesia."
                )
            )
        return said

    @property
    def signer(self) -> str:
        """Return the name to show for who sealed: the institution's own, or what the certificate says."""
        if self.institution is not None:
            return self.institution.name
        return (self.document.signer if self.document else "") or (self.found.signer if self.found else "")

    @property
    def institution(self) -> Institution | None:
        """Return the institution whose key made the seal; a false signature proves no maker, whatever it names."""
        return self.key.institution if self.key and self.found and self.found.intact else None

    @property
    def signed_at(self) -> datetime | None:
        """Return the time the seal names."""
        return self.found.signed_at if self.found else None


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


def _unchanged(report: VerificationReport) -> Finding:
    question = gettext("Apakah isinya berubah sejak disegel?")
    if report.verdict is Verdict.ALTERED:
        return Finding(
            question, gettext("Berubah"), BAD, gettext("Segelnya rusak. Berkas ini bukan lagi yang disegel.")
        )
    answer = gettext("Setiap huruf dan gambar masih sama seperti saat disegel.")
    return Finding(question, gettext("Tidak berubah"), GOOD, answer)


def _sealer(report: VerificationReport) -> Finding:
    question = gettext("Siapa yang menyegel?")
    name = report.signer
    if report.verdict is Verdict.FOREIGN:
        answer = gettext("Di dalam tanda tangan tertulis “%(name)s”, tetapi kuncinya tidak terdaftar di sini.")
        return Finding(question, gettext("Tidak dikenal"), WARNING, answer % {"name": name})
    revoked_at = report.key.revoked_at if report.key else None
    if revoked_at is None:
        return Finding(
            question, gettext("Dikenal"), GOOD, gettext("%(name)s. Kuncinya terdaftar di sini.") % {"name": name}
        )
    words = {"name": name, "moment": waktu(revoked_at)}
    if report.verdict is Verdict.REVOKED:
        answer = gettext(
            "%(name)s. Kuncinya dicabut pada %(moment)s, dan tidak terbukti dokumen ini disegel sebelum itu."
        )
        return Finding(question, gettext("Kunci dicabut"), BAD, answer % words)
    answer = gettext(
        "%(name)s. Kuncinya dicabut pada %(moment)s, tetapi catatan publik menunjukkan segel ini lebih dulu."
    )
    return Finding(question, gettext("Dikenal"), GOOD, answer % words)


def _registered(report: VerificationReport) -> Finding:
    question = gettext("Apakah terdaftar di sini?")
    if report.document is None:
        answer = gettext("Tidak ada dokumen yang sama persis dengan berkas ini dalam daftar.")
        return Finding(question, gettext("Tidak terdaftar"), WARNING, answer)
    answer = gettext("Terdaftar sejak %(moment)s dengan kode %(code)s.")
    words = {"moment": waktu(report.document.issued_at), "code": report.document.shown_code}
    return Finding(question, gettext("Terdaftar"), GOOD, answer % words)


def _in_ledger(report: VerificationReport) -> Finding:
    question = gettext("Apakah masuk catatan publik?")
    place = report.recorded
    if place is None:
        answer = gettext("Catatan publik tidak memuat penyegelan berkas ini.")
        return Finding(question, gettext("Tidak ada"), WARNING, answer)
    if place.waits:
        answer = gettext("Sudah dicatat, tetapi belum mendapat nomor urut. Coba lagi sebentar.")
        return Finding(question, gettext("Belum masuk"), NEUTRAL, answer)
    answer = gettext("Nomor urut %(number)s dari %(size)s catatan yang sudah ditandatangani, dicatat pada %(moment)s.")
    words = {"number": angka(place.number), "size": angka(place.size), "moment": waktu(place.at)}
    return Finding(question, gettext("Sudah masuk"), GOOD, f"{answer % words} {_witnessed(place)}")


def _witnessed(place: Recorded) -> str:
    if place.witnessed_at is None:
        return gettext("Belum ada saksi luar yang ikut menandatangani.")
    said = gettext("Ikut ditandatangani %(count)s saksi luar, terakhir pada %(moment)s.")
    return said % {"count": angka(place.witnesses), "moment": waktu(place.witnessed_at)}


def _withdrawn(document: SealedDocument) -> Finding:
    question = gettext("Apakah dokumennya dicabut?")
    if document.withdrawn_at is None:
        return Finding(question, gettext("Tidak"), GOOD, gettext("Penerbit tidak mencabut dokumen ini."))
    answer = gettext("Dicabut pada %(moment)s. Alasannya: %(reason)s")
    words = {"moment": waktu(document.withdrawn_at), "reason": document.withdrawal_reason}
    return Finding(question, gettext("Dicabut"), BAD, answer % words)


def _stamped(report: VerificationReport) -> Finding:
    question = gettext("Apakah ada cap waktu dari pihak lain?")
    stamp = report.found.timestamp if report.found else None
    if stamp is None:
        answer = gettext("Waktunya ditulis penyegel sendiri. Urutannya yang terkunci, di catatan publik.")
        return Finding(question, gettext("Tidak ada"), NEUTRAL, answer)
    words = {"authority": stamp.authority, "moment": waktu(stamp.at)}
    if stamp.trusted:
        answer = gettext("%(authority)s menyatakan segel ini sudah ada pada %(moment)s.")
        return Finding(question, gettext("Ada"), GOOD, answer % words)
    answer = gettext("Ada cap waktu %(moment)s dari “%(authority)s”, tetapi pemberi cap itu tidak kami kenal.")
    return Finding(question, gettext("Belum terbukti"), WARNING, answer % words)

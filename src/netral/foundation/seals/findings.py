"""The answers of a check one by one, in plain words: what was looked at, what came out, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from netral.foundation.seals.domain import Verdict
from netral.foundation.ui.formats import angka, waktu

if TYPE_CHECKING:
    from netral.foundation.seals.models import SealedDocument
    from netral.foundation.seals.queries import VerificationReport
    from netral.foundation.seals.recorded import Recorded

GOOD, WARNING, BAD, NEUTRAL = "good", "warning", "bad", "neutral"
_SEALED = (Verdict.HOLDS, Verdict.WITHDRAWN, Verdict.REVOKED, Verdict.UNREGISTERED, Verdict.FOREIGN, Verdict.ALTERED)


@dataclass(frozen=True)
class Finding:
    """One question a reader has, the answer as a word with its tone, and the answer as a sentence."""

    question: str
    label: str
    tone: str
    answer: str


def findings(report: VerificationReport) -> list[Finding]:
    """Return what a check found, in the order in which a reader asks; nothing for a file without a seal."""
    if report.verdict not in _SEALED:
        return []
    found = [_unchanged(report)]
    if report.verdict is not Verdict.ALTERED:
        found += [_sealer(report), _registered(report)]
    if report.document is not None:
        found += [_in_ledger(report), _withdrawn(report.document)]
    if report.document is not None or (report.found and report.found.timestamp):
        found.append(_stamped(report))
    return found


def _unchanged(report: VerificationReport) -> Finding:
    question = _("Apakah isinya berubah sejak disegel?")
    if report.verdict is Verdict.ALTERED:
        return Finding(question, _("Berubah"), BAD, _("Segelnya rusak. Berkas ini bukan lagi yang disegel."))
    answer = _("Setiap huruf dan gambar masih sama seperti saat disegel.")
    return Finding(question, _("Tidak berubah"), GOOD, answer)


def _sealer(report: VerificationReport) -> Finding:
    question = _("Siapa yang menyegel?")
    name = report.signer
    if report.verdict is Verdict.FOREIGN:
        answer = _("Di dalam tanda tangan tertulis “%(name)s”, tetapi kuncinya tidak terdaftar di sini.")
        return Finding(question, _("Tidak dikenal"), WARNING, answer % {"name": name})
    revoked_at = report.key.revoked_at if report.key else None
    if revoked_at is None:
        return Finding(question, _("Dikenal"), GOOD, _("%(name)s. Kuncinya terdaftar di sini.") % {"name": name})
    words = {"name": name, "moment": waktu(revoked_at)}
    if report.verdict is Verdict.REVOKED:
        answer = _("%(name)s. Kuncinya dicabut pada %(moment)s, dan tidak terbukti dokumen ini disegel sebelum itu.")
        return Finding(question, _("Kunci dicabut"), BAD, answer % words)
    answer = _("%(name)s. Kuncinya dicabut pada %(moment)s, tetapi catatan publik menunjukkan segel ini lebih dulu.")
    return Finding(question, _("Dikenal"), GOOD, answer % words)


def _registered(report: VerificationReport) -> Finding:
    question = _("Apakah terdaftar di sini?")
    if report.document is None:
        answer = _("Tidak ada dokumen yang sama persis dengan berkas ini dalam daftar.")
        return Finding(question, _("Tidak terdaftar"), WARNING, answer)
    answer = _("Terdaftar sejak %(moment)s dengan kode %(code)s.")
    words = {"moment": waktu(report.document.issued_at), "code": report.document.shown_code}
    return Finding(question, _("Terdaftar"), GOOD, answer % words)


def _in_ledger(report: VerificationReport) -> Finding:
    question = _("Apakah masuk catatan publik?")
    place = report.recorded
    if place is None:
        answer = _("Catatan publik tidak memuat penyegelan berkas ini.")
        return Finding(question, _("Tidak ada"), WARNING, answer)
    if place.waits:
        answer = _("Sudah dicatat, tetapi belum mendapat nomor urut. Coba lagi sebentar.")
        return Finding(question, _("Belum masuk"), NEUTRAL, answer)
    answer = _("Nomor urut %(number)s dari %(size)s catatan yang sudah ditandatangani, dicatat pada %(moment)s.")
    words = {"number": angka(place.number), "size": angka(place.size), "moment": waktu(place.at)}
    return Finding(question, _("Sudah masuk"), GOOD, f"{answer % words} {_witnessed(place)}")


def _witnessed(place: Recorded) -> str:
    if place.witnessed_at is None:
        return _("Belum ada saksi luar yang ikut menandatangani.")
    said = _("Ikut ditandatangani %(count)s saksi luar, terakhir pada %(moment)s.")
    return said % {"count": angka(place.witnesses), "moment": waktu(place.witnessed_at)}


def _withdrawn(document: SealedDocument) -> Finding:
    question = _("Apakah dokumennya dicabut?")
    if document.withdrawn_at is None:
        return Finding(question, _("Tidak"), GOOD, _("Penerbit tidak mencabut dokumen ini."))
    answer = _("Dicabut pada %(moment)s. Alasannya: %(reason)s")
    words = {"moment": waktu(document.withdrawn_at), "reason": document.withdrawal_reason}
    return Finding(question, _("Dicabut"), BAD, answer % words)


def _stamped(report: VerificationReport) -> Finding:
    question = _("Apakah ada cap waktu dari pihak lain?")
    stamp = report.found.timestamp if report.found else None
    if stamp is None:
        answer = _("Waktunya ditulis penyegel sendiri. Urutannya yang terkunci, di catatan publik.")
        return Finding(question, _("Tidak ada"), NEUTRAL, answer)
    words = {"authority": stamp.authority, "moment": waktu(stamp.at)}
    if stamp.trusted:
        answer = _("%(authority)s menyatakan segel ini sudah ada pada %(moment)s.")
        return Finding(question, _("Ada"), GOOD, answer % words)
    answer = _("Ada cap waktu %(moment)s dari “%(authority)s”, tetapi pemberi cap itu tidak kami kenal.")
    return Finding(question, _("Belum terbukti"), WARNING, answer % words)


def limits(report: VerificationReport) -> list[str]:
    """Return what a good answer does not prove, so that nobody takes it for more."""
    if report.verdict not in (Verdict.HOLDS, Verdict.WITHDRAWN):
        return []
    said = [
        _("Bahwa isinya benar. Segel membuktikan siapa yang menerbitkan dan bahwa isinya tidak diubah."),
        _("Bahwa orang yang menunjukkan dokumen ini adalah orang yang disebut di dalamnya."),
    ]
    if report.key is not None:
        said.append(_("Sertifikat negara. Segel memakai kunci lembaga di sistem ini, bukan kunci dari PSrE Indonesia."))
    return said

"""Documents that a person signs through the national service BSrE, registered like those sealed here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.engines.seal.bsre import BsreSealer, CertificateExpired, NotTrusted
from netral.engines.seal.bsre_service import (
    BadAnswer,
    BsreError,
    Identity,
    OutcomeUnknown,
    Refused,
    Unreachable,
    WrongPassphrase,
)
from netral.engines.seal.pades import Mark
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.rehearsal import end_rehearsal
from netral.foundation.seals import services
from netral.foundation.seals.events import DOCUMENT_SEALED
from netral.foundation.seals.issue import Builder, DocumentDraft, Issue, sealing_actor
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.registration import build, new_code, register_single, said_of

BSRE = "BSrE"
_NOTHING_SIGNED: dict[type[BsreError], Promise] = {
    WrongPassphrase: _("Passphrase salah. Belum ada yang ditandatangani. Ketik lagi dengan teliti."),
    Unreachable: _("BSrE tidak bisa dihubungi, jadi belum ada yang ditandatangani. Coba lagi nanti."),
    CertificateExpired: _("Sertifikat penanda tangan sudah habis masa berlakunya. Perbarui dulu di BSrE."),
}
_PERHAPS_SIGNED: dict[type[BsreError], Promise] = {
    NotTrusted: _("Sertifikat penanda tangan tidak dikenal atau sudah dicabut. Hubungi pengelola sistem."),
    OutcomeUnknown: _("Jawaban BSrE terputus. Mungkin sudah ditandatangani: periksa di BSrE sebelum mencoba lagi."),
    BadAnswer: _("Jawaban BSrE bukan dokumen yang dikirim. Jangan dipakai. Hubungi pengelola sistem."),
}


class BsreFailed(Exception):
    """BSrE sealed nothing that was registered; the message says why and what to do now.

    `may_have_signed` means that somebody must look there before it is tried again.
    """

    def __init__(self, said: str, *, may_have_signed: bool = False) -> None:
        super().__init__(said)
        self.may_have_signed = may_have_signed


@action
def seal_with_bsre(*, draft: DocumentDraft, pdf: bytes | Builder, who: Identity, by: Actor) -> SealedDocument:
    """Have a person sign a document through BSrE, register and store what came back.

    Her NIK and passphrase are given for this one call: neither is stored, logged or recorded.

    Raises:
        ServiceNotSet: BSrE is not set up here.
        BsreFailed: BSrE sealed nothing that may be used.
        UnprintableText: the document holds characters that its typeface lacks.
    """
    end_rehearsal()
    moment = now()
    code = new_code()
    plain = build(pdf, Issue(code, moment, draft.institution))
    sealer = BsreSealer(services.bsre(), who, services.bsre_roots())
    found = _asked(sealer, plain, Mark(moment, draft.title))
    if isinstance(found, BsreFailed):
        # Raised where nothing near knows the passphrase but a Secret.
        raise found
    sealed, signer = found
    document = register_single(draft, sealed, code, signer=signer)
    facts = {**said_of(document), "service": BSRE}
    record(DOCUMENT_SEALED, subject=document, by=sealing_actor(draft.institution), data=facts)
    return document


def _asked(sealer: BsreSealer, plain: bytes, mark: Mark) -> tuple[bytes, str] | BsreFailed:
    try:
        made = sealer.make(plain, mark)
    except BsreError as error:
        return _explained(error)
    return made.pdf, made.found.signer


def _explained(error: BsreError) -> BsreFailed:
    if isinstance(error, Refused):
        said = _("BSrE menolak menandatangani: “%(said)s” (kode %(code)s). Hubungi pengelola BSrE di lembaga Anda.")
        return BsreFailed(str(said) % {"said": error.said, "code": error.code})
    for kind, explanation in _NOTHING_SIGNED.items():
        if isinstance(error, kind):
            return BsreFailed(str(explanation))
    for kind, explanation in _PERHAPS_SIGNED.items():
        if isinstance(error, kind):
            return BsreFailed(str(explanation), may_have_signed=True)
    return BsreFailed(str(_("BSrE gagal menandatangani. Hubungi pengelola sistem.")), may_have_signed=True)

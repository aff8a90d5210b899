"""Seals by a person through BSrE, each checked before it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netral.engines.seal.bsre_service import BadAnswer, BsreError
from netral.engines.seal.content import same_document
from netral.engines.seal.result import Reason, Result, Verification
from netral.engines.seal.verification import verify_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography import x509

    from netral.engines.seal.bsre_service import BsreService, Identity
    from netral.engines.seal.pades import Mark


class CertificateExpired(BsreError):
    """BSrE signed with a certificate that was not valid at that time."""


class NotTrusted(BsreError):
    """BSrE signed with a certificate that its known authority does not vouch for."""


@dataclass(frozen=True)
class SealedByBsre:
    """A file as BSrE returned it, and what its signature was found to prove."""

    pdf: bytes
    found: Verification


@dataclass(frozen=True)
class BsreSealer:
    """Has a person sign through BSrE, whose answer must be the same document with one true signature more.

    `roots` are the certificates of the authority above BSrE's signers.
    """

    service: BsreService
    who: Identity
    roots: Sequence[x509.Certificate]

    def make(self, before: bytes, mark: Mark) -> SealedByBsre:
        """Have a file sealed; raises BsreError."""
        after = self.service.sign(before, self.who, mark)
        if not same_document(before, after):
            raise BadAnswer("BSrE returned another document than it was given. Do not use it; ask its operator.")
        found = verify_pdf(after, self.roots, at=mark.at)
        if found.result is Result.UNTRUSTED:
            raise _distrust(found)
        if not found.holds or found.seals != _seals(before, self.roots, mark) + 1:
            why = ", ".join(found.reasons) or "no new signature"
            raise BadAnswer(f"What BSrE returned does not hold ({why}). Do not use it; ask its operator.")
        return SealedByBsre(after, found)


def _seals(pdf: bytes, roots: Sequence[x509.Certificate], mark: Mark) -> int:
    return verify_pdf(pdf, roots, at=mark.at).seals


def _distrust(found: Verification) -> BsreError:
    certificate, moment = found.certificate, found.signed_at
    if Reason.CERTIFICATE_REVOKED in found.reasons:
        return NotTrusted(f"The certificate of {found.signer} is revoked. She asks BSrE for a new one.")
    if certificate and moment and not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
        ended = f"{certificate.not_valid_after_utc:%Y-%m-%d}"
        return CertificateExpired(f"The certificate of {found.signer} ended on {ended}. She renews it at BSrE.")
    return NotTrusted(
        f"Nobody known vouches for the certificate of {found.signer}. Check the file that NETRAL_BSRE_ROOTS names."
    )

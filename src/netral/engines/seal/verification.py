"""Reads the seal of a PDF and says plainly what it proves and what it does not."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cryptography import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from netral.engines.seal.certificates import common_name, fingerprint, to_pem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pyhanko.sign.validation.status import PdfSignatureStatus

# Whatever a hostile file can make a parser raise. MemoryError is left out on purpose: pyHanko bounds
# what it unpacks, so running out of memory is this machine's trouble and not the file's.
_MALFORMED = (
    PdfError,
    ValidationError,
    PathError,
    SignatureValidationError,
    UnacceptableSignerError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OSError,
    struct.error,
    zlib.error,
)


class Result(StrEnum):
    """The one-word answer about a file."""

    SEALED = "sealed"
    ALTERED = "altered"
    UNTRUSTED = "untrusted"
    UNSEALED = "unsealed"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"


class Reason(StrEnum):
    """Why a file did not get the answer `sealed`."""

    CONTENT_CHANGED = "content-changed"
    ADDED_AFTERWARDS = "added-afterwards"
    SIGNATURE_FALSE = "signature-false"
    UNKNOWN_ISSUER = "unknown-issuer"
    NO_SIGNATURE = "no-signature"
    PROTECTED = "protected"
    NOT_A_PDF = "not-a-pdf"
    BROKEN = "broken"


@dataclass(frozen=True)
class Verification:
    """What the outermost seal of a PDF proves."""

    result: Result
    reasons: tuple[Reason, ...] = ()
    signer: str = ""
    signer_fingerprint: str = ""
    signed_at: datetime | None = None
    covers_whole_file: bool = False
    intact: bool = False
    trusted: bool = False
    seals: int = 0

    @property
    def holds(self) -> bool:
        """Whether the file is exactly as a trusted institution sealed it."""
        return self.result is Result.SEALED


def verify_pdf(pdf: bytes, roots: Sequence[x509.Certificate], *, at: datetime) -> Verification:
    """Check the outermost seal against the trusted roots; never raises on a bad file."""
    if b"%PDF-" not in pdf[:1024]:
        return Verification(Result.UNREADABLE, (Reason.NOT_A_PDF,))
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            return Verification(Result.ENCRYPTED, (Reason.PROTECTED,))
        signatures = list(reader.embedded_regular_signatures)
    except _MALFORMED:
        return Verification(Result.UNREADABLE, (Reason.BROKEN,))
    if not signatures:
        return Verification(Result.UNSEALED, (Reason.NO_SIGNATURE,))
    return _judge(signatures, roots, at)


def _judge(signatures: list[EmbeddedPdfSignature], roots: Sequence[x509.Certificate], at: datetime) -> Verification:
    outermost = signatures[-1]
    try:
        signed_at = outermost.self_reported_timestamp
        context = _context(roots, signed_at or at)
        status = validate_pdf_signature(outermost, context, skip_diff=True)
        certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
        return _conclude(status, certificate, signed_at, len(signatures))
    except _MALFORMED:
        return Verification(Result.ALTERED, (Reason.SIGNATURE_FALSE,), seals=len(signatures))


def _context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    # The chain is judged at the moment the seal names: an expired certificate does not undo what was
    # sealed while it was valid. Revocation is the register's business, which knows the document's date.
    anchors = [*load_certs_from_pemder_data("".join(map(to_pem, roots)).encode())] if roots else []
    return ValidationContext(trust_roots=anchors, moment=moment, allow_fetching=False)


def _conclude(
    status: PdfSignatureStatus, certificate: x509.Certificate, signed_at: datetime | None, seals: int
) -> Verification:
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    checks = (
        (status.intact, Reason.CONTENT_CHANGED),
        (status.valid, Reason.SIGNATURE_FALSE),
        (whole, Reason.ADDED_AFTERWARDS),
        # pyHanko leaves the chain unread once the content is wrong, so then it says nothing about trust.
        (status.trusted or not (status.intact and status.valid), Reason.UNKNOWN_ISSUER),
    )
    reasons = tuple(reason for passed, reason in checks if not passed)
    result = Result.SEALED
    if reasons:
        result = Result.UNTRUSTED if reasons == (Reason.UNKNOWN_ISSUER,) else Result.ALTERED
    return Verification(
        result=result,
        reasons=reasons,
        signer=common_name(certificate),
        signer_fingerprint=fingerprint(certificate),
        signed_at=signed_at,
        covers_whole_file=whole,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        seals=seals,
    )

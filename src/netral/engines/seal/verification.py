"""Reads the seal of a PDF and says plainly what it proves and what it does not."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from netral.engines.seal.certificates import common_name, fingerprint, revoked_since, to_pem
from netral.engines.seal.levels import Level
from netral.engines.seal.result import Reason, Result, Timestamp, Verification

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


_WITHOUT_TRUST = {Reason.UNKNOWN_ISSUER, Reason.CERTIFICATE_REVOKED}


@dataclass(frozen=True)
class Trust:
    """Whom a reader trusts: roots of seals, roots of timestamp authorities, and lists of revoked certificates."""

    roots: Sequence[x509.Certificate]
    authorities: Sequence[x509.Certificate] = ()
    crls: Sequence[bytes] = ()


def is_pdf(content: bytes) -> bool:
    """Whether a file calls itself a PDF where readers look for that."""
    return b"%PDF-" in content[:1024]


def verify_pdf(
    pdf: bytes,
    roots: Sequence[x509.Certificate],
    *,
    at: datetime,
    authorities: Sequence[x509.Certificate] = (),
    crls: Sequence[bytes] = (),
) -> Verification:
    """Check the outermost seal against the trusted roots; never raises on a bad file.

    The chain is judged at the moment a trusted authority stamped, else at the one the seal names, else at `at`: an
    expired certificate does not undo what was sealed while it was valid.
    """
    if not is_pdf(pdf):
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
    try:
        return _judge(reader, signatures, Trust(roots, authorities, crls), at)
    except _MALFORMED:
        return Verification(Result.ALTERED, (Reason.SIGNATURE_FALSE,), seals=len(signatures))


def _judge(reader: PdfFileReader, signatures: list[EmbeddedPdfSignature], trust: Trust, at: datetime) -> Verification:
    outermost = signatures[-1]
    signed_at = outermost.self_reported_timestamp
    status, stamp = _status(reader, outermost, trust, signed_at or at)
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    archived = not whole and _archived(reader, trust)
    certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
    reasons = _complaints(status, stamp, whole=whole or archived or _only_validation_data(outermost))
    if _revoked(certificate, stamp, trust.roots, (*trust.crls, *_embedded_crls(reader))):
        reasons = (*reasons, Reason.CERTIFICATE_REVOKED)
    result = Result.SEALED
    if reasons:
        result = Result.UNTRUSTED if set(reasons) <= _WITHOUT_TRUST else Result.ALTERED
    return Verification(
        result=result,
        reasons=reasons,
        signer=common_name(certificate),
        signer_fingerprint=fingerprint(certificate),
        signed_at=signed_at,
        covers_whole_file=whole or archived,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        seals=len(signatures),
        level=_level(reader, stamp, archived=archived),
        timestamp=stamp,
        certificate=certificate,
    )


def _status(
    reader: PdfFileReader, signature: EmbeddedPdfSignature, trust: Trust, moment: datetime
) -> tuple[PdfSignatureStatus, Timestamp | None]:
    crls = (*trust.crls, *_embedded_crls(reader))
    token = next(extract_tst_data_iter(signature.signer_info, signed=False), None)
    if token is None:
        return validate_pdf_signature(signature, _context(trust.roots, moment, crls), skip_diff=True), None
    stamped = token["encap_content_info"]["content"].parsed["gen_time"].native
    judges = _context(trust.roots, moment, crls), _context(trust.authorities, stamped, crls)
    status = validate_pdf_signature(signature, *judges, skip_diff=True)
    found = status.timestamp_validity
    if found is None or not (found.intact and found.valid):
        return status, Timestamp(stamped, "", trusted=False)
    named = common_name(x509.load_der_x509_certificate(found.signing_cert.dump()))
    if found.trusted:
        judges = _context(trust.roots, stamped, crls), judges[1]
        status = validate_pdf_signature(signature, *judges, skip_diff=True)
    return status, Timestamp(stamped, named, trusted=found.trusted)


def _complaints(status: PdfSignatureStatus, stamp: Timestamp | None, *, whole: bool) -> tuple[Reason, ...]:
    checks = (
        (status.intact, Reason.CONTENT_CHANGED),
        (status.valid, Reason.SIGNATURE_FALSE),
        (whole, Reason.ADDED_AFTERWARDS),
        # A timestamp without a name is one whose own signature is false; an unknown authority only proves nothing.
        (stamp is None or stamp.authority, Reason.TIMESTAMP_FALSE),
        # pyHanko leaves the chain unread once the content is wrong, so then it says nothing about trust.
        (status.trusted or not (status.intact and status.valid), Reason.UNKNOWN_ISSUER),
    )
    return tuple(reason for passed, reason in checks if not passed)


def _revoked(
    certificate: x509.Certificate, stamp: Timestamp | None, issuers: Sequence[x509.Certificate], crls: Sequence[bytes]
) -> bool:
    since = revoked_since(certificate, issuers, crls)
    # Without an authority's word the time of the seal is its maker's own, who may be the reason for the revocation.
    return since is not None and not (stamp is not None and stamp.trusted and stamp.at < since)


def _archived(reader: PdfFileReader, trust: Trust) -> bool:
    """Whether a trusted authority stamped the whole file, and nothing but that was added behind the seal."""
    stamps = list(reader.embedded_timestamp_signatures)
    if not stamps:
        return False
    moment = stamps[-1].signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    status = validate_pdf_timestamp(stamps[-1], _context(trust.authorities, moment), skip_diff=True)
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    sound: bool = whole and status.intact and status.valid and status.trusted
    return sound and _only_validation_data(list(reader.embedded_regular_signatures)[-1])


def _only_validation_data(signature: EmbeddedPdfSignature) -> bool:
    """Whether what follows the seal is made of revisions that only add validation data or timestamps."""
    file = signature.reader.stream
    file.seek(0)
    if not file.read().rstrip(b"\r\n").endswith(b"%%EOF"):
        return False
    found = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
    # Bytes behind the seal that are no revision of the file leave its level at none.
    return isinstance(found, DiffResult) and found.modification_level is ModificationLevel.LTA_UPDATES


def _level(reader: PdfFileReader, stamp: Timestamp | None, *, archived: bool) -> Level:
    if stamp is None or not stamp.trusted:
        return Level.BASIC
    if not _embedded_crls(reader):
        return Level.TIMED
    return Level.ARCHIVAL if archived else Level.LONG_TERM


def _embedded_crls(reader: PdfFileReader) -> list[bytes]:
    if "/DSS" not in reader.root:
        return []
    store = DocumentSecurityStore.read_dss(reader)
    return [reference.get_object().data for reference in store.crls]


def _context(roots: Sequence[x509.Certificate], moment: datetime, crls: Sequence[bytes] = ()) -> ValidationContext:
    anchors = [*load_certs_from_pemder_data("".join(map(to_pem, roots)).encode())] if roots else []
    return ValidationContext(trust_roots=anchors, crls=crls, moment=moment, allow_fetching=False)

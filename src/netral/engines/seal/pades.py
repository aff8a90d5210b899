"""Seals PDF files: PAdES signatures made through pyHanko, with timestamps and evidence for the long term if asked."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSignatureMetadata,
    PdfSigner,
    PdfSigningSession,
    SigDSSPlacementPreference,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from netral.engines.seal.certificates import revoked_since, to_pem
from netral.engines.seal.levels import Level
from netral.engines.seal.timestamps import TimestampError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography import x509
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.timestamps.api import TimeStamper

    from netral.engines.seal.signers import Signer

# Named with its type, which pyHanko's own annotations leave out.
_new_registry: Callable[[], SimpleCertificateStore] = SimpleCertificateStore

FIELD_NAME = "SegelNetral"

# The container for a P-256 signature with two certificates needs about 1.5 kB; reserving it up front
# spares pyHanko a second, dry build of the whole signature. The figure counts hexadecimal digits.
_RESERVED = 8192
# A P-256 signature in DER has at most two integers of 33 bytes and six bytes of headers.
_LONGEST_SIGNATURE = 72


class SealingError(Exception):
    """The PDF cannot be sealed, because it is no PDF or is already sealed."""


class TimestampMissing(SealingError):
    """The timestamp authority gave no timestamp that can be used, so nothing was sealed."""


@dataclass(frozen=True)
class Mark:
    """What a seal says besides who made it: when, why and where."""

    at: datetime
    reason: str = ""
    location: str = ""


@dataclass(frozen=True)
class Evidence:
    """What later readers need to judge the certificates: roots, and lists of what was revoked when it was sealed."""

    roots: tuple[x509.Certificate, ...]
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Sealed:
    """A sealed file, the level it reached, and why it is lower than asked, if it is."""

    pdf: bytes
    level: Level
    shortfall: str = ""


@dataclass(frozen=True)
class PadesSealer:
    """Seals any well-formed PDF with an invisible PAdES signature over the whole file.

    Levels above the basic one take a timestamp authority; the long-term ones also embed the evidence. When the
    authority gives no timestamp, sealing fails, unless `basic_without_authority`: then the seal is basic and says so.
    """

    signer: Signer
    level: Level = Level.BASIC
    authority: TimeStamper | None = None
    evidence: Evidence | None = None
    basic_without_authority: bool = False

    def __post_init__(self) -> None:
        if (self.level is not Level.BASIC and self.authority is None) or (self._long_term and self.evidence is None):
            message = f"A seal of level {self.level} needs a timestamp authority, and evidence for the long term."
            raise ValueError(message)

    def seal(self, pdf: bytes, mark: Mark) -> bytes:
        """The sealed file; raises SealingError."""
        return self.make(pdf, mark).pdf

    def make(self, pdf: bytes, mark: Mark) -> Sealed:
        """The sealed file and the level it reached; raises SealingError, and TimestampMissing for the authority."""
        try:
            return Sealed(self._signed(pdf, mark, self.level), self.level)
        except TimestampError as error:
            if not self.basic_without_authority:
                raise TimestampMissing(str(error)) from error
            return Sealed(self._signed(pdf, mark, Level.BASIC), Level.BASIC, str(error))

    @property
    def _long_term(self) -> bool:
        return self.level in {Level.LONG_TERM, Level.ARCHIVAL}

    def _signed(self, pdf: bytes, mark: Mark, level: Level) -> bytes:
        timed = level is not Level.BASIC
        if self.evidence and revoked_since(self.signer.chain[0], self.evidence.roots, self.evidence.crls):
            message = "The certificate of the seal is revoked. Rotate the key and seal again."
            raise SealingError(message)
        authority = self.authority if timed else None
        fields = SigFieldSpec(FIELD_NAME)
        session = _TimedSigner(
            self._metadata(mark, level), _CmsSigner(self.signer), timestamper=authority, new_field_spec=fields
        )
        session.at = mark.at
        output = io.BytesIO()
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            # How large an authority's answer is, only the authority knows: then pyHanko asks it and measures.
            session.sign_pdf(writer, bytes_reserved=None if timed else _RESERVED, output=output)
        except TimestampError:
            raise
        except (PdfError, SigningError, ValidationError, PathError, ValueError, OSError) as error:
            message = f"The PDF cannot be sealed: {error}"
            raise SealingError(message) from error
        return output.getvalue()

    def _metadata(self, mark: Mark, level: Level) -> PdfSignatureMetadata:
        long_term = self.evidence if level in {Level.LONG_TERM, Level.ARCHIVAL} else None
        return PdfSignatureMetadata(
            field_name=FIELD_NAME,
            md_algorithm="sha256",
            reason=mark.reason or None,
            location=mark.location or None,
            subfilter=SigSeedSubFilter.PADES,
            embed_validation_info=long_term is not None,
            use_pades_lta=level is Level.ARCHIVAL,
            validation_context=_evidence_context(long_term, mark.at) if long_term else None,
            # The evidence lies under the signature, so that the seal still covers the whole file.
            dss_settings=DSSContentSettings(
                include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
            ),
        )


def _evidence_context(evidence: Evidence, moment: datetime) -> ValidationContext:
    anchors = [*load_certs_from_pemder_data("".join(map(to_pem, evidence.roots)).encode())]
    return ValidationContext(trust_roots=anchors, crls=evidence.crls, moment=moment, allow_fetching=False)


class _TimedSigner(PdfSigner):
    """A pyHanko signer that takes its time from the caller instead of the machine's clock."""

    at: datetime

    @override
    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.at
        return session


class _CmsSigner(CmsSigner):
    """Hands pyHanko's request for a raw signature to one of our signers."""

    def __init__(self, signer: Signer) -> None:
        chain = [*load_certs_from_pemder_data("".join(map(to_pem, signer.chain)).encode())]
        registry = _new_registry()
        registry.register_multiple(chain)
        super().__init__(signing_cert=chain[0], cert_registry=registry)
        self._signer = signer

    @override
    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return bytes(_LONGEST_SIGNATURE) if dry_run else self._signer.sign(data)

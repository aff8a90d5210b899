"""Seals PDF files: PAdES baseline B-B signatures made through pyHanko."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from netral.engines.seal.certificates import to_pem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pyhanko.pdf_utils.writer import BasePdfFileWriter

    from netral.engines.seal.signers import Signer

# Named with its type, which pyHanko's own annotations leave out.
_new_registry: Callable[[], SimpleCertificateStore] = SimpleCertificateStore

FIELD_NAME = "SegelNetral"

# The container for a P-256 signature with two certificates needs about 1.5 kB; reserving it up front
# spares pyHanko a second, dry build of the whole signature. The figure counts hexadecimal digits.
_RESERVED = 8192


class SealingError(Exception):
    """The PDF cannot be sealed, because it is no PDF or is already sealed."""


@dataclass(frozen=True)
class Mark:
    """What a seal says besides who made it: when, why and where."""

    at: datetime
    reason: str = ""
    location: str = ""


class Sealer(Protocol):
    """Turns the bytes of a PDF into the bytes of the sealed PDF."""

    def seal(self, pdf: bytes, mark: Mark) -> bytes:
        """The sealed file; raises SealingError."""


@dataclass(frozen=True)
class PadesSealer:
    """Seals any well-formed PDF with an invisible PAdES B-B signature over the whole file."""

    signer: Signer

    def seal(self, pdf: bytes, mark: Mark) -> bytes:
        """The sealed file; raises SealingError."""
        metadata = PdfSignatureMetadata(
            field_name=FIELD_NAME,
            md_algorithm="sha256",
            reason=mark.reason or None,
            location=mark.location or None,
            subfilter=SigSeedSubFilter.PADES,
        )
        session = _TimedSigner(metadata, _CmsSigner(self.signer), new_field_spec=SigFieldSpec(FIELD_NAME))
        session.at = mark.at
        output = io.BytesIO()
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            session.sign_pdf(writer, bytes_reserved=_RESERVED, output=output)
        except (PdfError, SigningError, ValueError, OSError) as error:
            message = f"The PDF cannot be sealed: {error}"
            raise SealingError(message) from error
        return output.getvalue()


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
        return self._signer.sign(data)

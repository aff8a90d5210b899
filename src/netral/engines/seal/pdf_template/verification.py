"""Checks our own documents: every byte of the file is accounted for, and its values are read back.

`verify` knows the skeletons: the file must be, byte for byte, what its skeleton makes of the values in it, the QR
symbol must be that of the address, and the signature must be the signer's. `judge` needs no skeleton and says of any
file of the press what the general path would, without the values.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography import x509

from netral.engines.seal.pdf_template.line_fit import SEPARATOR
from netral.engines.seal.pdf_template.sealedfile import (
    HEADER,
    TAG_DIGITS,
    SealedFile,
    Signer,
    first_revision,
    is_pressed,
    moment_of,
    read_sealed,
)
from netral.engines.seal.pdf_template.symbols import Shape, UnfitAddress, symbols_of
from netral.engines.seal.pdf_template.trust import leads, span_of
from netral.engines.seal.result import Reason, Result, Verification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from netral.engines.seal.pdf_template.templates import PdfTemplate


@dataclass(frozen=True)
class Checked:
    """An unaltered document of ours: who sealed it, when, and what it says in its slots."""

    skeleton: PdfTemplate
    signer: Signer
    signed_at: datetime
    values: Mapping[str, str]
    url: str
    body: bytes

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate that the seal was made with."""
        return self.signer.chain[0]

    def trusted(self, roots: Sequence[x509.Certificate]) -> bool:
        """Whether the chain led to one of the roots when the document was sealed."""
        return _trusted(self.signer, self.signed_at, roots)


@dataclass
class SkeletonShelf:
    """Known skeletons, found by the tag in the first lines of their files."""

    _known: dict[bytes, tuple[PdfTemplate, Signer]] = field(default_factory=dict)

    @classmethod
    def of(cls, skeletons: Iterable[PdfTemplate]) -> SkeletonShelf:
        """A shelf with some skeletons."""
        shelf = cls()
        for skeleton in skeletons:
            shelf.put(skeleton)
        return shelf

    def put(self, skeleton: PdfTemplate) -> None:
        """Add a skeleton; raises ValueError when its certificates are unreadable."""
        chain = tuple(map(x509.load_der_x509_certificate, skeleton.chain))
        self._known[skeleton.tag.encode("ascii")] = (skeleton, Signer(chain, skeleton.container))

    def find(self, pdf: bytes) -> tuple[PdfTemplate, Signer] | None:
        """The skeleton of a file and its signer; none when it is not known."""
        return self._known.get(pdf[len(HEADER) : len(HEADER) + TAG_DIGITS])


def verify(pdf: bytes, shelf: SkeletonShelf) -> Checked | None:
    """What one of our documents says; none for one that is not ours, or is altered in a single bit."""
    known = shelf.find(pdf)
    body = known[0].read(pdf) if known else None
    if known is None or body is None:
        return None
    skeleton, signer = known
    signature, symbol, text = skeleton.parted(body)
    moment, *pieces = text.split(SEPARATOR)
    values, signed_at = values_in(skeleton, pieces), moment_of(moment)
    if values is None or signed_at is None or not signer.made(signature, skeleton.digest_of(pdf)):
        return None
    url = values.get(skeleton.symbol.slot, "")
    if skeleton.symbol.size and not _is_symbol(skeleton, symbol, url):
        return None
    return Checked(skeleton, signer, signed_at, values, url, body)


def values_in(skeleton: PdfTemplate, pieces: Sequence[str]) -> dict[str, str] | None:
    """The value of each slot; none when it is not the same everywhere in the document."""
    found: dict[str, str] = {}
    for slot, places, before, after in skeleton.readings:
        value = "".join(pieces[place] for place in places)
        if not (value.startswith(before) and value.endswith(after) and len(value) >= len(before) + len(after)):
            return None
        value = value[len(before) : len(value) - len(after)]
        if found.setdefault(slot, value) != value:
            return None
    return found


def judge(pdf: bytes, roots: Sequence[x509.Certificate]) -> Verification | None:
    """That a file of the press holds; none for every other one, about which the general path has to say more."""
    found: SealedFile | None = read_sealed(pdf)
    if found is None or not _trusted(found.signer, found.signed_at, roots):
        return None
    return Verification(
        result=Result.SEALED,
        signer=found.signer.name,
        signer_fingerprint=found.signer.fingerprint,
        signed_at=found.signed_at,
        covers_whole_file=True,
        intact=True,
        trusted=True,
        seals=1,
        certificate=found.signer.chain[0],
    )


def strictly(found: Verification, pdf: bytes, roots: Sequence[x509.Certificate]) -> Verification:
    """What the general path found; but altered when a file of the press is not to the last bit as it was sealed.

    Other verifiers overlook what no signature covers: how the container is spelt, and copies in it that nobody reads.
    """
    if not found.holds or not is_pressed(pdf):
        return found
    sealed = read_sealed(first_revision(pdf))
    if sealed and leads(sealed.signer.chain, tuple(roots)):
        return found
    return replace(found, result=Result.ALTERED, reasons=(Reason.SIGNATURE_FALSE,), intact=False)


def _trusted(signer: Signer, signed_at: datetime, roots: Sequence[x509.Certificate]) -> bool:
    span = span_of(signer.chain, tuple(roots))
    return span is not None and span[0] <= signed_at <= span[1]


def _is_symbol(skeleton: PdfTemplate, symbol: bytes, url: str) -> bool:
    room = skeleton.symbol
    try:
        return symbols_of(Shape(room.length, room.version, room.level, room.mask)).bits(url) == symbol
    except UnfitAddress:
        return False

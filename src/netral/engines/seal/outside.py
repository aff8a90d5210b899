"""Judges PDFs that strangers send: bounded by what they declare, then read by pyHanko in the sandbox."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from netral.engines.sandbox.limits import Cost, FileTooCostly, Limits
from netral.engines.sandbox.pool import run
from netral.engines.seal.pdf_template.verification import strictly
from netral.engines.seal.result import Reason, Result, Verification
from netral.engines.seal.verification import is_pdf, verify_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# A scanned decree of hundreds of pages has some thousands; a sealed document of ours a few dozen.
MOST_OBJECTS = 50_000
_LIMITS = Limits(cpu_s=8, wall_s=60.0)
_OBJECT = b" obj"
_TABLED = re.compile(rb"\d{10} \d{5} [nf]")
# How many objects the cross-reference says there are, and how many lie packed in one stream.
_DECLARED = re.compile(rb"/Size\s+(\d+)")
_PACKED = re.compile(rb"/N\s+(\d+)")
_DIGITS = len(str(MOST_OBJECTS))


def judge_outside(
    pdf: bytes, roots: Sequence[x509.Certificate], *, at: datetime, authorities: Sequence[x509.Certificate] = ()
) -> Verification:
    """Check any file as `verify_pdf` does, and our own documents to the last bit; never raises on a bad file.

    Raises:
        FileTooCostly: it asks for too much time or memory, or has too many objects.
        ParserCrashed: the child that read it died.
        Busy: too many files are being read.
    """
    if not is_pdf(pdf):
        return Verification(Result.UNREADABLE, (Reason.NOT_A_PDF,))
    require_few_objects(pdf)
    found, certificate = run(_judge, pdf, _ders(roots), _ders(authorities), at, limits=_LIMITS)
    return replace(found, certificate=x509.load_der_x509_certificate(certificate)) if certificate else found


def require_few_objects(pdf: bytes) -> None:
    """Count objects by their marks, without reading any; raises FileTooCostly."""
    packed = sum(_number(match[1]) for match in _PACKED.finditer(pdf))
    declared = max((_number(match[1]) for match in _DECLARED.finditer(pdf)), default=0)
    if max(packed, declared, pdf.count(_OBJECT), _tabled(pdf)) > MOST_OBJECTS:
        raise FileTooCostly(Cost.OBJECTS)


def _number(digits: bytes) -> int:
    """A number, or one object too many for a number so long that reading it would be work."""
    significant = digits.lstrip(b"0")
    return int(significant or b"0") if len(significant) <= _DIGITS else MOST_OBJECTS + 1


def _tabled(pdf: bytes) -> int:
    return sum(1 for _ in _TABLED.finditer(pdf))


def _judge(
    pdf: bytes, roots: tuple[bytes, ...], authorities: tuple[bytes, ...], at: datetime
) -> tuple[Verification, bytes]:
    """Judge a file inside the child; the certificate goes back apart, because it cannot be pickled."""
    trusted = _certificates(roots)
    found = strictly(verify_pdf(pdf, trusted, at=at, authorities=_certificates(authorities)), pdf, trusted)
    certificate = found.certificate.public_bytes(Encoding.DER) if found.certificate else b""
    return replace(found, certificate=None), certificate


def _ders(certificates: Sequence[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in certificates)


@lru_cache(maxsize=8)
def _certificates(ders: tuple[bytes, ...]) -> tuple[x509.Certificate, ...]:
    return tuple(map(x509.load_der_x509_certificate, ders))

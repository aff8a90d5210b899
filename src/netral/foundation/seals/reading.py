"""Reading the seal of a PDF: our own pressed documents the fast way, every other file by pyHanko."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509

from netral.engines.seal.press.verifying import judge, strictly
from netral.engines.seal.result import Verification
from netral.engines.seal.verification import verify_pdf
from netral.foundation.seals.services import roots_for_reading


def read_fast(pdf: bytes, roots: Sequence[x509.Certificate]) -> Verification | None:
    """Return what one of our pressed documents proves; none for any other file, which says nothing about it."""
    return judge(pdf, roots)


def read(pdf: bytes, roots: Sequence[x509.Certificate], at: datetime) -> Verification:
    """Return what a file proves; never raises on a bad one."""
    fast = read_fast(pdf, roots)
    return fast or strictly(verify_pdf(pdf, roots, at=at, authorities=roots_for_reading()[1]), pdf, roots)

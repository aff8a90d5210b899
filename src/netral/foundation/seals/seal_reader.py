"""Reading the seal of a PDF: our own pressed documents the fast way, every other file by pyHanko in the sandbox."""

import logging
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509

from netral.engines.sandbox.limits import FileTooCostly, ParserCrashed
from netral.engines.seal.outside import judge_outside
from netral.engines.seal.pdf_template.verification import judge
from netral.engines.seal.result import Reason, Result, Verification
from netral.foundation.seals.services import roots_for_reading

logger = logging.getLogger(__name__)


def read_fast(pdf: bytes, roots: Sequence[x509.Certificate]) -> Verification | None:
    """Return what one of our pressed documents proves; none for any other file, which says nothing about it."""
    return judge(pdf, roots)


def read(pdf: bytes, roots: Sequence[x509.Certificate], at: datetime) -> Verification:
    """Return what a file proves; never raises on a bad one.

    Raises:
        Busy: too many files are being read.
    """
    return read_fast(pdf, roots) or read_slowly(pdf, roots, at)


def read_slowly(pdf: bytes, roots: Sequence[x509.Certificate], at: datetime) -> Verification:
    """Return what a file proves that is not one of our pressed ones; a file that asks too much is not read.

    Raises:
        Busy: too many files are being read.
    """
    try:
        return judge_outside(pdf, roots, at=at, authorities=roots_for_reading()[1])
    except FileTooCostly as error:
        logger.warning("A PDF of %d bytes was not read: it asks for too much %s", len(pdf), error.cost)
    except ParserCrashed as error:
        logger.warning("A PDF of %d bytes ended the process that read it: %s", len(pdf), error)
    return Verification(Result.TOO_COSTLY, (Reason.TOO_COSTLY,))

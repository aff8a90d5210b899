"""Whether a chain of certificates leads to a root that is trusted, and in what span of time it does."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

if TYPE_CHECKING:
    from datetime import datetime

_KEPT = 256
# What certificates can make their readers raise when they are not as they should be.
_UNFIT = (
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    ValueError,
    TypeError,
    InvalidSignature,
    UnsupportedAlgorithm,
)

Chain = tuple[x509.Certificate, ...]


@lru_cache(maxsize=_KEPT)
def span_of(chain: Chain, roots: Chain) -> tuple[datetime, datetime] | None:
    """From when to when every certificate of the chain is valid; none when it does not lead to one of the roots."""
    path = list(chain)
    if path[-1] not in roots:
        above = next((root for root in roots if issued(path[-1], root)), None)
        if above is None:
            return None
        path.append(above)
    links = pairwise(path)
    if not _may_sign(path[0]) or not all(issued(lower, upper) for lower, upper in links):
        return None
    start = max(certificate.not_valid_before_utc for certificate in path)
    return start, min(certificate.not_valid_after_utc for certificate in path)


def leads(chain: Chain, roots: Chain) -> bool:
    """Whether each certificate of a chain issued the one before it, and a root is the last one or issued it."""
    links = all(issued(lower, upper) for lower, upper in pairwise(chain))
    return links and (chain[-1] in roots or any(issued(chain[-1], root) for root in roots))


def issued(lower: x509.Certificate, upper: x509.Certificate) -> bool:
    """Whether an authority issued a certificate."""
    try:
        authority = upper.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        usage = upper.extensions.get_extension_for_class(x509.KeyUsage).value
        lower.verify_directly_issued_by(upper)
    except _UNFIT:
        return False
    return authority and usage.key_cert_sign


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except _UNFIT:
        return False
    return usage.digital_signature or usage.content_commitment

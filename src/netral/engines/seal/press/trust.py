"""Whether a chain of certificates leads to a root that is trusted, and in what span of time it does."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature

if TYPE_CHECKING:
    from datetime import datetime

_KEPT = 256

Chain = tuple[x509.Certificate, ...]


@lru_cache(maxsize=_KEPT)
def span_of(chain: Chain, roots: Chain) -> tuple[datetime, datetime] | None:
    """From when to when every certificate of the chain is valid; none when it does not lead to one of the roots."""
    path = list(chain)
    if path[-1] not in roots:
        above = next((root for root in roots if _issued(path[-1], root)), None)
        if above is None:
            return None
        path.append(above)
    links = pairwise(path)
    if not _may_sign(path[0]) or not all(_issued(lower, upper) for lower, upper in links):
        return None
    start = max(certificate.not_valid_before_utc for certificate in path)
    return start, min(certificate.not_valid_after_utc for certificate in path)


def _issued(lower: x509.Certificate, upper: x509.Certificate) -> bool:
    try:
        authority = upper.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        usage = upper.extensions.get_extension_for_class(x509.KeyUsage).value
        lower.verify_directly_issued_by(upper)
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature):
        return False
    return authority and usage.key_cert_sign


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    return usage.digital_signature or usage.content_commitment

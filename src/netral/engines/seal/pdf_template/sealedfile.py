"""Checks the seal of a file laid out by the press, without any library for PDF and without knowing its form.

Such a file has one revision, and a signature dictionary written in one way. The signature must cover every byte but
the container, the container must be the template's to the last bit, and only zeros may follow it. What is not written
so is no file of the press: nothing is said about it here, and the general path judges it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from netral.engines.seal.certificates import common_name, fingerprint
from netral.engines.seal.pdf_template.cms_template import Container, container_for, signature_in

HEADER = "%PDF-1.7\n%âãÏÓ".encode("latin-1")
TAG_DIGITS = 32

_ALGORITHM = ec.ECDSA(hashes.SHA256())
_DICTIONARY = re.compile(
    rb"/M\(D:(\d{14})Z\)/ByteRange\[0 ( *\d+) ( *\d+) ( *\d+)\]/Contents<([0-9a-f]+)>>>\nendobj\nxref\n"
)
_BEGINNING = re.compile(re.escape(HEADER) + rb"[0-9a-f]{%d}\n" % TAG_DIGITS)
_RANGES = re.compile(rb"/ByteRange\[0 +\d+ +(\d+) +(\d+)\]")
# Where our containers hold the certificates: after the version, the digest algorithm and the empty content.
_CERTIFICATES_AT, _LENGTH_AT = 56, 58
_SIGNERS = 64
# What a container that is not as ours can make its readers raise.
_MALFORMED = (ValueError, TypeError, LookupError, AttributeError, x509.InvalidVersion, UnsupportedAlgorithm)
_MOMENT_SIZE = len("/M(D:20240101000000Z)")
_REVISION = b"startxref"
_HEADS = 256


@dataclass(frozen=True)
class Signer:
    """Who signs, as read from a container: the chain, and the template that its containers follow."""

    chain: tuple[x509.Certificate, ...]
    container: Container

    @cached_property
    def key(self) -> ec.EllipticCurvePublicKey | None:
        """The public key; none when it is of another kind. Raises ValueError or UnsupportedAlgorithm."""
        key = self.chain[0].public_key()
        return key if isinstance(key, ec.EllipticCurvePublicKey) else None

    @cached_property
    def name(self) -> str:
        """The name a reader should see."""
        return common_name(self.chain[0])

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hexadecimal."""
        return fingerprint(self.chain[0])

    def made(self, signature: bytes, digest: bytes) -> bool:
        """Whether the signature is the signer's, over a file with this digest."""
        before, after = self.container.to_sign
        if self.key is None:
            return False
        try:
            self.key.verify(signature, before + digest + after, _ALGORITHM)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SealedFile:
    """A file of the press whose seal is intact: who sealed it and when, as the signature says."""

    signer: Signer
    signed_at: datetime


def read_sealed(pdf: bytes) -> SealedFile | None:
    """The seal of a file of the press; none when it is no such file, or when anything about it is wrong."""
    found = _dictionary(pdf)
    if found is None:
        return None
    moment, written = found[1], bytes.fromhex(found[5].decode("ascii"))
    gap, after = found.start(5) - 1, found.end(5) + 1
    signer = _signer_of(written)
    if signer is None or (int(found[2]), int(found[3]), int(found[4])) != (gap, after, len(pdf) - after):
        return None
    signature = signature_in(written, signer.container)
    digest = _DIGESTS.digest(pdf, gap, after)
    if signature is None or digest is None or not written.startswith(signer.container.filled(digest, signature)):
        return None
    signed_at = moment_of(moment.decode("ascii"))
    if signed_at is None or not signer.made(signature, digest):
        return None
    return SealedFile(signer, signed_at)


def is_pressed(pdf: bytes) -> bool:
    """Whether a file begins as those of the press do."""
    return _BEGINNING.match(pdf) is not None


def first_revision(pdf: bytes) -> bytes:
    """The file as far as its first signature reaches."""
    found = _RANGES.search(pdf)
    return pdf[: int(found[1]) + int(found[2])] if found else pdf


def moment_of(digits: str) -> datetime | None:
    """The moment that a signature dictionary names; none when there is no such moment."""
    month, day, hour, minute, second = (int(digits[place : place + 2]) for place in range(4, 14, 2))
    try:
        return datetime(int(digits[:4]), month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _dictionary(pdf: bytes) -> re.Match[bytes] | None:
    if not pdf.startswith(HEADER):
        return None
    # Before the range stands the moment, of known length.
    return _DICTIONARY.match(pdf, max(0, pdf.rfind(b"/ByteRange") - _MOMENT_SIZE))


def _signer_of(written: bytes) -> Signer | None:
    """The signer named in a container laid out like ours; known ones are found by their certificates."""
    certificates = written[_CERTIFICATES_AT : _CERTIFICATES_AT + 4 + int.from_bytes(written[_LENGTH_AT:][:2], "big")]
    known = _KNOWN.get(certificates)
    if known is None:
        try:
            known = _read_signer(written[: 4 + int.from_bytes(written[2:4], "big")])
        except _MALFORMED:
            return None
        if len(_KNOWN) >= _SIGNERS:
            _KNOWN.clear()
        _KNOWN[certificates] = known
    return known


def _read_signer(container: bytes) -> Signer:
    """Read a container; raises ValueError and others when it is none, LookupError without the signer's certificate."""
    data = cms.ContentInfo.load(container, strict=True)["content"]
    sid = data["signer_infos"][0]["sid"].chosen
    found = [each.chosen for each in data["certificates"]]
    # What certificates are read with lets this pass, but no bit of a container may change unnoticed.
    if any(each.serial_number <= 0 or each["signature_value"].contents[:1] != b"\0" for each in found):
        raise ValueError(found[0].serial_number)
    (holder,) = [
        each for each in found if each.serial_number == sid["serial_number"].native and each.issuer == sid["issuer"]
    ]
    chain = [holder]
    rest = [each for each in found if each is not holder]
    while rest:
        above = next((each for each in rest if each.subject == chain[-1].issuer), rest[0])
        rest.remove(above)
        chain.append(above)
    read = tuple(x509.load_der_x509_certificate(each.dump()) for each in chain)
    signer = Signer(read, container_for(read))
    if signer.key is None:
        raise ValueError(read[0].subject)
    return signer


class _Digests:
    """SHA-256 of files, of which those of one form begin with the same bytes, hashed once."""

    def __init__(self) -> None:
        self._heads: dict[bytes, tuple[bytes, Any]] = {}
        self._revisions: dict[bytes, int] = {}

    def digest(self, pdf: bytes, gap: int, after: int) -> bytes | None:
        """The digest of all but the gap; none when the file has more than one revision."""
        tag = pdf[len(HEADER) : len(HEADER) + TAG_DIGITS]
        head, state = self._heads.get(tag, (b"", None))
        if state is None or len(head) > gap or not pdf.startswith(head):
            head, state = self._learn(tag, head, pdf[:gap])
        if pdf.count(_REVISION, len(head)) + self._revisions[tag] != 1:
            return None
        hashed = state.copy()
        hashed.update(pdf[len(head) : gap] + pdf[after:])
        found: bytes = hashed.digest()
        return found

    def _learn(self, tag: bytes, old: bytes, new: bytes) -> tuple[bytes, Any]:
        # What two files share is what all of the form share, or more; a third file tells.
        head = new[: _shared(old, new)] if old else new
        if len(self._heads) >= _HEADS:
            self._heads.clear()
            self._revisions.clear()
        self._revisions[tag] = head.count(_REVISION)
        self._heads[tag] = found = (head, hashlib.sha256(head))
        return found


def _shared(first: bytes, second: bytes) -> int:
    """How many bytes two files begin with in common."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if first[:middle] == second[:middle] else (low, middle - 1)
    return low


# What was learned of files seen, for the life of the process; neither is believed without a valid signature.
_KNOWN: dict[bytes, Signer] = {}
_DIGESTS = _Digests()

"""The signature container (CMS) as a template: everything but digest and signature is the same in each document.

The container is that of PAdES baseline B-B (ETSI EN 319 142-1): SignedData without content, the certificates of the
chain, and three signed attributes: content type, message digest, signing certificate (v2, RFC 5035). The time of
signing stands in the PDF's signature dictionary and, as the profile asks, not here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asn1crypto import algos, cms, tsp, x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography import x509

# DER of an ECDSA P-256 signature: two integers of up to 33 bytes with their heads.
LONGEST_SIGNATURE = 72
DIGEST_SIZE = 32

# Shorter ones would change the form of the lengths around them; they come once in 2 to the power of 128.
_SHORTEST_SIGNATURE = 40
_DIGEST_MARK = bytes(range(0x80, 0xA0))
_SIGNATURE_MARK = bytes(range(LONGEST_SIGNATURE))


class OddSignature(ValueError):
    """A signature of a length that ECDSA over P-256 practically never has."""


@dataclass(frozen=True)
class Container:
    """The container around the longest signature, and where in it lengths, digest and signature stand.

    `wide` are the places of two-byte lengths and `narrow` that of the one-byte length, all of them lengths of what
    ends with the signature.
    """

    whole: bytes
    digest_at: int
    signature_at: int
    wide: tuple[int, ...]
    narrow: int
    signed_attributes: bytes
    signed_digest_at: int

    @property
    def size(self) -> int:
        """The greatest length, in bytes."""
        return len(self.whole)

    @cached_property
    def to_sign(self) -> tuple[bytes, bytes]:
        """What is signed, before and after the digest."""
        return (
            self.signed_attributes[: self.signed_digest_at],
            self.signed_attributes[self.signed_digest_at + DIGEST_SIZE :],
        )

    @cached_property
    def parts(self) -> dict[int, tuple[bytes, bytes]]:
        """For each length of the signature what stands before the digest, and between digest and signature."""
        return {size: self._around(size) for size in range(_SHORTEST_SIGNATURE, LONGEST_SIGNATURE + 1)}

    def around(self, size: int) -> tuple[bytes, bytes]:
        """What stands around the digest for a signature of this length; raises OddSignature."""
        try:
            return self.parts[size]
        except KeyError as error:
            message = f"A signature of {size} bytes has no place here."
            raise OddSignature(message) from error

    def filled(self, digest: bytes, signature: bytes) -> bytes:
        """The container in DER; raises OddSignature."""
        before, between = self.around(len(signature))
        return before + digest + between + signature

    def _around(self, size: int) -> tuple[bytes, bytes]:
        patched = bytearray(self.whole)
        less = LONGEST_SIGNATURE - size
        for place in self.wide:
            length = int.from_bytes(patched[place : place + 2], "big") - less
            patched[place : place + 2] = length.to_bytes(2, "big")
        patched[self.narrow] -= less
        return bytes(patched[: self.digest_at]), bytes(patched[self.digest_at + DIGEST_SIZE : self.signature_at])


def container_for(chain: Sequence[x509.Certificate]) -> Container:
    """The template for signatures made with the first certificate of a chain."""
    certificates = [asn1_x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in chain]
    attributes = _signed_attributes(certificates[0])
    whole = cms.ContentInfo({"content_type": "signed_data", "content": _signed_data(certificates, attributes)}).dump()
    # RFC 5652, 5.4: what is signed are the attributes as a plain SET, not with the tag they have in the container.
    plain = attributes.untag().dump()
    return Container(
        whole=whole,
        digest_at=_only(whole, _DIGEST_MARK),
        signature_at=_only(whole, _SIGNATURE_MARK),
        wide=_lengths_to_the_end(whole),
        narrow=_only(whole, _SIGNATURE_MARK) - 1,
        signed_attributes=plain,
        signed_digest_at=_only(plain, _DIGEST_MARK),
    )


def signature_in(written: bytes, container: Container) -> bytes | None:
    """The signature at the end of a container filled up with zeros; none when its length or the zeros are wrong."""
    if len(written) != container.size:
        return None
    shorter = container.size - 4 - int.from_bytes(written[2:4], "big")
    if not 0 <= shorter < LONGEST_SIGNATURE or any(written[container.size - shorter :]):
        return None
    signature = written[container.signature_at : container.size - shorter]
    return signature if len(signature) in container.parts else None


def _signed_attributes(certificate: asn1_x509.Certificate) -> cms.CMSAttributes:
    named = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate.dump()).digest()})
    attributes: list[tuple[str, object]] = [
        ("content_type", cms.ContentType("data")),
        ("message_digest", cms.OctetString(_DIGEST_MARK)),
        ("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [named]})),
    ]
    return cms.CMSAttributes([cms.CMSAttribute({"type": name, "values": (value,)}) for name, value in attributes])


def _signed_data(certificates: Sequence[asn1_x509.Certificate], attributes: cms.CMSAttributes) -> cms.SignedData:
    holder = certificates[0]
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": holder.issuer, "serial_number": holder.serial_number}
                    )
                }
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": _SIGNATURE_MARK,
        }
    )
    return cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": "data"},
            "certificates": list(certificates),
            "signer_infos": [signer],
        }
    )


def _only(data: bytes, mark: bytes) -> int:
    """Where the mark stands, of which there must be one."""
    if data.count(mark) != 1:
        message = "The template of the signature container is not as expected."
        raise ValueError(message)
    return data.index(mark)


def _lengths_to_the_end(whole: bytes) -> tuple[int, ...]:
    """Where the two-byte lengths stand of all values that reach to the end of the container."""
    places: list[int] = []
    at = 0
    while at < len(whole) - LONGEST_SIGNATURE - 2:
        length, head = _length(whole, at)
        if at + head + length == len(whole):
            places.append(at + 2)
            at += head
        else:
            at += head + length
    return tuple(places)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """The length of the value that begins here, and the size of its head."""
    first = data[at + 1]
    if first < 0x80:
        return first, 2
    size = first & 0x7F
    return int.from_bytes(data[at + 2 : at + 2 + size], "big"), 2 + size

"""Issues and loads the X.509 certificates that seals are made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# RFC 9336: the key usage made for sealing documents, rather than mail or web servers.
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")

# X.520 bounds names at 64, which libraries count in bytes of UTF-8.
LONGEST_NAME = 64


class CredentialError(Exception):
    """A certificate or key that cannot be read or does not belong together."""


@dataclass(frozen=True)
class Period:
    """The span in which a certificate may be used."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Holder:
    """The institution a seal certificate names."""

    name: str
    code: str
    unit: str = ""


@dataclass(frozen=True)
class Credential:
    """A private key with its certificate and the certificates above it, nearest first."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """All certificates, the holder's first and the root last."""
        return (self.certificate, *self.issuers)

    @property
    def chain_pem(self) -> str:
        """The chain as text, for storing beside the encrypted key."""
        return "".join(to_pem(certificate) for certificate in self.chain)

    def encrypted_key(self, password: str) -> bytes:
        """The private key as encrypted PKCS#8 in PEM."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(password.encode()),
        )


@dataclass(frozen=True)
class Revoked:
    """A certificate that no longer counts, and since when."""

    certificate: x509.Certificate
    at: datetime


def issue_root(name: str, period: Period) -> Credential:
    """Issue a self-signed root that may only sign seal certificates."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(Holder(name=name, code="ROOT"))
    builder = _builder(subject, subject, key.public_key(), period).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    builder = builder.add_extension(_usage(authority=True), critical=True)
    return Credential(key, builder.sign(key, hashes.SHA256()))


def issue_seal(root: Credential, holder: Holder, period: Period) -> Credential:
    """Issue an institution's seal certificate under the root, with a new key of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Credential(key, issue_seal_for(key.public_key(), root, holder, period), root.chain)


def issue_seal_for(
    public_key: ec.EllipticCurvePublicKey, root: Credential, holder: Holder, period: Period
) -> x509.Certificate:
    """Issue a seal certificate over a public key whose private half lies elsewhere, as in a token."""
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    builder = (
        _builder(_name(holder), root.certificate.subject, public_key, period)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(authority, critical=False)
    )
    return builder.sign(root.key, hashes.SHA256())


def issue_crl(root: Credential, revoked: Sequence[Revoked], period: Period, number: int) -> bytes:
    """Issue the root's list of revoked certificates (RFC 5280), DER-encoded; each list has a higher number."""
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(period.start)
        .next_update(period.end)
        .add_extension(authority, critical=False)
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for entry in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(entry.certificate.serial_number)
            .revocation_date(entry.at)
            .build()
        )
    return builder.sign(root.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def revoked_since(
    certificate: x509.Certificate, issuers: Sequence[x509.Certificate], crls: Sequence[bytes]
) -> datetime | None:
    """Since when a certificate is revoked, by the lists that its own issuer signed; none when it is not."""
    for issuer in issuers:
        public = issuer.public_key()
        if issuer.subject != certificate.issuer or not isinstance(public, ec.EllipticCurvePublicKey):
            continue
        for crl in map(x509.load_der_x509_crl, crls):
            entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None and crl.is_signature_valid(public):
                return entry.revocation_date_utc
    return None


def load_credential(chain_pem: str, key_pem: bytes, password: str) -> Credential:
    """Load a stored credential; raises CredentialError when it is unreadable or the key is another's."""
    chain = load_chain(chain_pem)
    try:
        key = serialization.load_pem_private_key(key_pem, password.encode())
    except (ValueError, TypeError) as error:
        message = "The private key cannot be opened with this password."
        raise CredentialError(message) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != chain[0].public_key():
        message = "The private key does not belong to the certificate."
        raise CredentialError(message)
    return Credential(key, chain[0], chain[1:])


def load_chain(chain_pem: str) -> tuple[x509.Certificate, ...]:
    """Load certificates from PEM text; raises CredentialError when there is none."""
    try:
        return tuple(x509.load_pem_x509_certificates(chain_pem.encode()))
    except ValueError as error:
        message = "The certificate text holds no readable certificate."
        raise CredentialError(message) from error


def to_pem(certificate: x509.Certificate) -> str:
    """One certificate as PEM text."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, in hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def common_name(certificate: x509.Certificate) -> str:
    """The name a reader should see for the holder."""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _name(holder: Holder) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, _bounded(holder.name)),
        x509.NameAttribute(NameOID.COMMON_NAME, _bounded(holder.name)),
        x509.NameAttribute(NameOID.SERIAL_NUMBER, _bounded(holder.code)),
    ]
    if holder.unit:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _bounded(holder.unit)))
    return x509.Name(parts)


def _bounded(text: str) -> str:
    if len(text.encode()) <= LONGEST_NAME:
        return text
    kept = text.encode()[: LONGEST_NAME - len("…".encode())].decode(errors="ignore")
    return f"{kept.rstrip()}…"


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, period: Period
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(period.start)
        .not_valid_after(period.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )

"""What can sign: a key in memory today, a card or a remote service by the same protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from netral.engines.seal.certificates import Credential, load_credential

if TYPE_CHECKING:
    from cryptography import x509

_ALGORITHM = ec.ECDSA(hashes.SHA256())


class Signer(Protocol):
    """Signs bytes with ECDSA P-256 and SHA-256 in the name of its certificate."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The certificates, the signer's own first."""

    def sign(self, data: bytes) -> bytes:
        """The DER-encoded signature over the data."""


@dataclass(frozen=True)
class LocalSigner:
    """Signs with a private key held in this process, parsed once and kept."""

    credential: Credential

    @classmethod
    def load(cls, chain_pem: str, key_pem: bytes, password: str) -> LocalSigner:
        """Open an encrypted PKCS#8 key; raises CredentialError."""
        return cls(load_credential(chain_pem, key_pem, password))

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The certificates, the signer's own first."""
        return self.credential.chain

    def sign(self, data: bytes) -> bytes:
        """The DER-encoded signature over the data."""
        return self.credential.key.sign(data, _ALGORITHM)

"""What can sign: a key in memory, or one that a card or hardware module keeps, by the same protocol."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from netral.engines.seal.certificates import Credential, load_chain, load_credential
from netral.engines.seal.tokens import TokenError

if TYPE_CHECKING:
    from cryptography import x509

    from netral.engines.seal.tokens import Token

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


@dataclass(frozen=True)
class Pkcs11Signer:
    """Signs with a key that stays inside a PKCS#11 token; the certificates come from elsewhere.

    Errors of the token are `tokens.TokenError`, each with what helps.
    """

    token: Token
    key_label: str
    chain: tuple[x509.Certificate, ...]

    @classmethod
    def open(cls, token: Token, key_label: str, chain_pem: str) -> Pkcs11Signer:
        """Open a key and make sure it is the certificate's; raises CredentialError and TokenError."""
        signer = cls(token, key_label, load_chain(chain_pem))
        signer.prove()
        return signer

    def sign(self, data: bytes) -> bytes:
        """The DER-encoded signature over the data."""
        return self.token.sign(self.key_label, sha256(data).digest())

    def prove(self) -> None:
        """Sign something and check it with the certificate; raises TokenError when another key made it."""
        public, probe = self.chain[0].public_key(), os.urandom(32)
        try:
            if isinstance(public, ec.EllipticCurvePublicKey):
                public.verify(self.sign(probe), probe, _ALGORITHM)
                return
        except InvalidSignature:
            pass
        message = (
            f"The key {self.key_label!r} in the token {self.token.label!r} does not belong to its certificate. Check "
            "the label, or enrol the key again."
        )
        raise TokenError(message)

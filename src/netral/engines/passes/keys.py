"""Keys of passes: P-256, named by the first four bytes of the SHA-256 of the public key."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

IDENTIFIER_BYTES, SIGNATURE_BYTES = 4, 64
_HALF = SIGNATURE_BYTES // 2
_ES256 = ec.ECDSA(SHA256())


class KeyInvalid(ValueError):
    """A key that is none, is of another kind, or does not open with its password."""


@dataclass(frozen=True)
class PublicKey:
    """The half of a key that verifies; `der` is its SubjectPublicKeyInfo."""

    der: bytes
    identifier: bytes = field(init=False)
    _key: ec.EllipticCurvePublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            key = load_der_public_key(self.der)
        except ValueError as error:
            raise KeyInvalid("this is no public key") from error
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise KeyInvalid("passes are signed with keys on the curve P-256")
        object.__setattr__(self, "identifier", hashlib.sha256(self.der).digest()[:IDENTIFIER_BYTES])
        object.__setattr__(self, "_key", key)

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Say whether a signature of 64 bytes (r and s, RFC 9053) is this key's over the data."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        parts = (int.from_bytes(signature[:_HALF], "big"), int.from_bytes(signature[_HALF:], "big"))
        try:
            self._key.verify(encode_dss_signature(*parts), data, _ES256)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class PassKey:
    """The half of a key that signs, with its public half."""

    public: PublicKey
    _key: ec.EllipticCurvePrivateKey = field(repr=False, compare=False)

    @classmethod
    def generate(cls) -> PassKey:
        """Make a new key."""
        return cls.of(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def of(cls, key: ec.EllipticCurvePrivateKey) -> PassKey:
        """Return a key of the library as a key of passes."""
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return cls(PublicKey(public), key)

    @classmethod
    def load(cls, pem: bytes, password: bytes | None = None) -> PassKey:
        """Open a key from its PEM.

        Raises:
            KeyInvalid: it is none, of another kind, or the password is wrong.
        """
        try:
            key = load_pem_private_key(pem, password)
        except (ValueError, TypeError) as error:
            raise KeyInvalid("the key does not open: it is no PEM, or the password is another") from error
        return cls.of(cast("ec.EllipticCurvePrivateKey", key))

    def dump(self, password: bytes | None = None) -> bytes:
        """Return the key as PEM (PKCS#8), encrypted where a password is given."""
        how: KeySerializationEncryption = BestAvailableEncryption(password) if password else NoEncryption()
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)

    def sign(self, data: bytes) -> bytes:
        """Return the signature of data, r and s in 32 bytes each."""
        r, s = decode_dss_signature(self._key.sign(data, _ES256))
        return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


class KeyRing:
    """The public keys a verifier holds; two may have one identifier, then both are tried."""

    def __init__(self, keys: Iterable[PublicKey]) -> None:
        self._by_identifier: dict[bytes, list[PublicKey]] = defaultdict(list)
        for key in keys:
            self._by_identifier[key.identifier].append(key)

    def named(self, identifier: bytes) -> tuple[PublicKey, ...]:
        """Return the keys of an identifier; none where it is unknown."""
        return tuple(self._by_identifier.get(identifier, ()))

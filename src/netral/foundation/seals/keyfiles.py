"""Private keys outside the database: encrypted files, opened once per process, or a token that keeps its own."""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext as _

from netral.engines.seal.certificates import Credential, CredentialError, fingerprint, to_pem
from netral.engines.seal.secret import Secret
from netral.engines.seal.signers import LocalSigner, Pkcs11Signer
from netral.engines.seal.tokens import Token, TokenError
from netral.foundation.seals.models import KeyKind, SealKey

# A province has some dozens of institutions that seal; opening a key costs many times more than using it.
KEPT_OPEN = 128
ROOTS = "roots"


class KeyUnavailable(Exception):
    """The file of a key is missing or does not open, or its token cannot be used."""


def store_key(credential: Credential) -> str:
    """Write an encrypted key to its file, readable by this user alone; returns the file's name."""
    return store_encrypted(f"{fingerprint(credential.certificate)}.pem", credential.encrypted_key)


def store_encrypted(name: str, encrypt: Callable[[str], bytes]) -> str:
    """Write what `encrypt` makes of the password of the keys to a file this user alone reads; returns its name."""
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(encrypt(settings.SEAL_KEY_PASSWORD.reveal()))
        file.flush()
        os.fsync(file.fileno())
    return name


def signer_of(key: SealKey) -> LocalSigner | Pkcs11Signer:
    """Return a signer that holds the key open.

    Raises:
        KeyUnavailable: the file or the token cannot be used.
    """
    if key.kind == KeyKind.PKCS11:
        return _open_in_token(key.key_file, key.certificates, token())
    return _open(key.key_file, key.certificates, str(_folder()))


def credential_of(key: SealKey) -> Credential:
    """Return the private key of a root with its certificate.

    Raises:
        KeyUnavailable: its file cannot be used.
    """
    return _open(key.key_file, key.certificates, str(_folder())).credential


def token() -> Token:
    """Return the token of this installation, one login for the whole process.

    Raises:
        KeyUnavailable: the settings name none.
    """
    if not (settings.SEAL_TOKEN_MODULE and settings.SEAL_TOKEN_LABEL and settings.SEAL_TOKEN_PIN):
        raise KeyUnavailable(
            _("Perangkat kunci belum dipasang. Isi NETRAL_PKCS11_MODULE, NETRAL_PKCS11_TOKEN, dan NETRAL_PKCS11_PIN.")
        )
    return _token(settings.SEAL_TOKEN_MODULE, settings.SEAL_TOKEN_LABEL, settings.SEAL_TOKEN_PIN)


def publish_root(certificate: x509.Certificate) -> Path:
    """Write a root's certificate where programs without the database find it, readable by all; returns the file."""
    path = root_file(fingerprint(certificate))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    draft = path.with_suffix(".new")
    draft.write_text(to_pem(certificate))
    draft.chmod(0o644)
    draft.replace(path)
    return path


def unpublish_root(fingerprint: str) -> None:
    """Remove a revoked root from where programs without the database look."""
    root_file(fingerprint).unlink(missing_ok=True)


def root_file(fingerprint: str) -> Path:
    """Return the file a root's certificate is published in."""
    return _folder() / ROOTS / f"{fingerprint}.pem"


@lru_cache(maxsize=KEPT_OPEN)
def _open(name: str, certificates: str, folder: str) -> LocalSigner:
    try:
        return LocalSigner.load(certificates, (Path(folder) / name).read_bytes(), settings.SEAL_KEY_PASSWORD.reveal())
    except (OSError, CredentialError) as error:
        raise KeyUnavailable(f"The key file {name} cannot be used: {error}") from error


@lru_cache(maxsize=KEPT_OPEN)
def _open_in_token(label: str, certificates: str, used: Token) -> Pkcs11Signer:
    try:
        return Pkcs11Signer.open(used, label, certificates)
    except (TokenError, CredentialError) as error:
        raise KeyUnavailable(str(error)) from error


@lru_cache(maxsize=4)
def _token(module: str, label: str, pin: Secret) -> Token:
    return Token(module, label, pin)


def _folder() -> Path:
    return Path(settings.NETRAL_KEYS)

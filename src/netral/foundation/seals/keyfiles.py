"""Private keys on disk: encrypted files outside the database, opened once per process."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from netral.engines.seal.certificates import Credential, CredentialError, fingerprint
from netral.engines.seal.signers import LocalSigner
from netral.foundation.seals.models import SealKey

# A province has some dozens of institutions that seal; opening a key costs many times more than using it.
KEPT_OPEN = 128


class KeyUnavailable(Exception):
    """The file of a key is missing, or the password does not open it."""


def store_key(credential: Credential) -> str:
    """Write an encrypted key to its file, readable by this user alone; returns the file's name."""
    name = f"{fingerprint(credential.certificate)}.pem"
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(credential.encrypted_key(settings.SEAL_KEY_PASSWORD))
        file.flush()
        os.fsync(file.fileno())
    return name


def signer_of(key: SealKey) -> LocalSigner:
    """Return a signer that holds the key open.

    Raises:
        KeyUnavailable: the file is missing or does not open.
    """
    return _open(key.key_file, key.certificates, str(_folder()))


@lru_cache(maxsize=KEPT_OPEN)
def _open(name: str, certificates: str, folder: str) -> LocalSigner:
    try:
        return LocalSigner.load(certificates, (Path(folder) / name).read_bytes(), settings.SEAL_KEY_PASSWORD)
    except (OSError, CredentialError) as error:
        raise KeyUnavailable(f"The key file {name} cannot be used: {error}") from error


def _folder() -> Path:
    return Path(settings.NETRAL_KEYS)

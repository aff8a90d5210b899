"""The keys that `netral seal` works with where no institution's key is given: made on first use, encrypted on disk."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from netral.config.errors import NetralError
from netral.engines import disk
from netral.engines.seal.certificates import (
    Credential,
    CredentialError,
    Holder,
    Period,
    issue_root,
    issue_seal,
    load_chain,
    load_credential,
    to_pem,
)

ROOT_NAME = "Akar Meja Kerja Netral (percobaan)"
SEAL_NAME = "Meja Kerja Netral (percobaan)"
ROOT_LIFE, SEAL_LIFE = timedelta(days=20 * 365), timedelta(days=3 * 365)
# Certificates reach a little into the past, because the clocks of those who check may be late.
ALLOWANCE = timedelta(hours=1)
UNLOCKED_BY = "NETRAL_SEAL_PASSWORD"
_PRIVATE = re.compile(rb"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.*?-----END \1-----", re.DOTALL)
_ROOT, _SEAL = "root.pem", "seal.pem"


class KeyUnusable(NetralError):
    """A key or certificate that cannot be used for sealing or checking."""


def workbench_credential(moment: datetime) -> Credential:
    """The workbench's own key, made with its root on first use, and renewed when its certificate has ended."""
    place = _place()
    root = _opened(place / _ROOT) or _kept(place / _ROOT, _new_root(moment))
    found = _opened(place / _SEAL)
    if found is None or not _valid(found.certificate, moment):
        period = Period(moment - ALLOWANCE, min(moment + SEAL_LIFE, root.certificate.not_valid_after_utc))
        found = _kept(place / _SEAL, issue_seal(root, Holder(SEAL_NAME, "workbench"), period))
    return found


def given_credential(files: Sequence[Path]) -> Credential:
    """The key and chain in PEM files, in any order; the password comes from the environment."""
    named = " ".join(map(str, files))
    password = os.environ.get(UNLOCKED_BY, "")
    try:
        content = b"\n".join(path.read_bytes() for path in files)
        key = serialization.load_pem_private_key(_key_block(content), password.encode() or None)
        chain = load_chain(content.decode())
    except TypeError as error:
        raise KeyUnusable(f"{named}: put the key's password into {UNLOCKED_BY}; leave that empty for none.") from error
    except (OSError, ValueError, CredentialError) as error:
        raise KeyUnusable(f"{named}: no key and certificate can be read there: {error}") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyUnusable(f"{named}: the key is not ECDSA P-256, as `openssl ecparam -name prime256v1 -genkey` makes.")
    if key.public_key() != chain[0].public_key():
        raise KeyUnusable(f"{named}: the key does not belong to the first certificate.")
    return Credential(key, chain[0], chain[1:])


def roots(given: Sequence[Path] = ()) -> list[x509.Certificate]:
    """The roots that seals are checked against: the workbench's, those under the keys' folder, and those given."""
    kept = [path for path in (_place() / _ROOT, *sorted((_keys() / "roots").glob("*.pem"))) if path.is_file()]
    return [certificate for path in (*kept, *given) for certificate in _certificates(path)]


def store_key(ident: str) -> bytes:
    """The key of one folder of sealed documents, which only this installation knows."""
    return hmac.digest(settings.NETRAL_MASTER_KEY.key(), b"netral seal folder\0" + ident.encode(), hashlib.sha256)


def _key_block(content: bytes) -> bytes:
    found = _PRIVATE.search(content)
    if found is None:
        raise ValueError("there is no private key")
    return found[0]


def _certificates(path: Path) -> Iterator[x509.Certificate]:
    try:
        yield from load_chain(path.read_text())
    except (OSError, ValueError, CredentialError) as error:
        raise KeyUnusable(f"{path} holds no certificate that can be read: {error}") from error


def _new_root(moment: datetime) -> Credential:
    return issue_root(ROOT_NAME, Period(moment - ALLOWANCE, moment + ROOT_LIFE))


def _valid(certificate: x509.Certificate, moment: datetime) -> bool:
    return certificate.not_valid_before_utc <= moment < certificate.not_valid_after_utc


def _opened(path: Path) -> Credential | None:
    try:
        content = path.read_bytes()
        return load_credential(content.decode(), _key_block(content), settings.SEAL_KEY_PASSWORD.reveal())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, CredentialError) as error:
        raise KeyUnusable(f"The workbench's key {path} cannot be opened: {error}") from error


def _kept(path: Path, credential: Credential) -> Credential:
    chain = "".join(map(to_pem, credential.chain)).encode()
    content = credential.encrypted_key(settings.SEAL_KEY_PASSWORD.reveal()) + chain
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{secrets.token_hex(4)}-{path.name}")
    disk.put(draft, content)
    if path.name == _ROOT:
        return _first(draft, path) or credential
    draft.replace(path)
    return credential


def _first(draft: Path, path: Path) -> Credential | None:
    # Of two processes that begin at once the slower one takes the root that the faster one made.
    try:
        os.link(draft, path)
    except FileExistsError:
        return _opened(path)
    finally:
        draft.unlink()
    return None


def _place() -> Path:
    return _keys() / "workbench"


def _keys() -> Path:
    return Path(settings.NETRAL_KEYS)

"""The key that `netral passes` signs with where none is given, made on first use and encrypted; and keys to trust."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)
from django.conf import settings

from netral.config.errors import NetralError
from netral.engines import disk
from netral.engines.passes.keys import KeyInvalid, KeyRing, PassKey, PublicKey

UNLOCKED_BY = "NETRAL_PASS_PASSWORD"


class PassKeyUnusable(NetralError):
    """A key that cannot sign passes, or that cannot be trusted."""


def signing_key(given: Path | None) -> PassKey:
    """Return the key in a file, or this installation's own, made on first use."""
    if given is not None:
        return _loaded(given, os.environ.get(UNLOCKED_BY, ""))
    place = _place()
    if not place.is_file():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = place.with_name(f".{os.getpid()}-{place.name}")
        disk.put(draft, PassKey.generate().dump(settings.SEAL_KEY_PASSWORD.reveal().encode()))
        try:
            # Of two processes that begin at once the slower one takes the key that the faster one made.
            os.link(draft, place)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return _loaded(place, settings.SEAL_KEY_PASSWORD.reveal())


def trusted(given: Sequence[Path]) -> KeyRing:
    """Return the public keys in files and, where none is given, this installation's own."""
    if given:
        return KeyRing(key for path in given for key in _public(path))
    return KeyRing([signing_key(None).public])


def public_pem(key: PassKey) -> str:
    """Return the public half as PEM, for whoever verifies elsewhere."""
    library_key = load_der_public_key(key.public.der)
    return library_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _loaded(path: Path, password: str) -> PassKey:
    try:
        return PassKey.load(path.read_bytes(), password.encode() or None)
    except (OSError, KeyInvalid) as error:
        raise PassKeyUnusable(
            f"{path}: {error}. Its password is read from {UNLOCKED_BY}; "
            "`openssl ecparam -name prime256v1 -genkey` makes a key."
        ) from error


def _public(path: Path) -> Iterator[PublicKey]:
    try:
        found = load_pem_public_key(path.read_bytes())
        yield PublicKey(found.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    except (OSError, ValueError) as error:
        raise PassKeyUnusable(f"{path} holds no public key in PEM that can be read: {error}") from error


def _place() -> Path:
    return Path(settings.NETRAL_KEYS) / "passes" / "local.pem"

"""Keys of publishers: the centre signs with its own, a region trusts only those pinned in its settings."""

import base64
import binascii
from collections.abc import Iterable
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from netral.apps.catalogue.editions.documents import EditionRefused
from netral.engines.steps.table import gettext_noop as _

_ID_LENGTH = 16


class Signer:
    """The private key of a publisher."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> str:
        """The name of the key in manifests."""
        return _id(self.public)

    @property
    def pinned_form(self) -> str:
        """The public key as a region writes it into its settings."""
        return base64.b64encode(self.public).decode()

    def sign(self, message: bytes) -> bytes:
        """Sign a manifest."""
        return self._key.sign(message)


class Publishers:
    """The publishers whose editions are accepted here."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        self._keys = {_id(key): Ed25519PublicKey.from_public_bytes(key) for key in keys}

    def check(self, key_id: str, signature: bytes, message: bytes) -> None:
        """Check the signature of a manifest. Raises EditionRefused."""
        key = self._keys.get(key_id)
        if key is None:
            raise EditionRefused(
                _(
                    "Terbitan ini ditandatangani kunci %(key)s yang tidak dikenal di sini. Tidak ada yang berubah. "
                    "Pastikan berkas berasal dari penerbit pusat; kunci penerbit diatur pengelola sistem."
                ),
                key=key_id,
            )
        try:
            key.verify(signature, message)
        except InvalidSignature as error:
            raise EditionRefused(
                _(
                    "Tanda tangan terbitan ini tidak benar: isinya diubah atau bukan dari penerbit. Tidak ada yang "
                    "berubah di sini. Unduh ulang dari penerbit."
                )
            ) from error


def own_signer() -> Signer:
    """The key of this installation, with which it signs when it is the centre."""
    return Signer(settings.CATALOGUE_KEY.key())


def pinned_publishers() -> Publishers:
    """The publishers named in the settings; without any, an installation trusts only itself.

    Raises ImproperlyConfigured when a key cannot be read.
    """
    try:
        keys = [base64.b64decode(text, validate=True) for text in settings.CATALOGUE_PUBLISHERS]
        return Publishers(keys or [own_signer().public])
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(
            "NETRAL_PUBLISHERS holds no list of Ed25519 public keys: `netral catalogue key` prints one at the centre."
        ) from error


def _id(public: bytes) -> str:
    return sha256(public).hexdigest()[:_ID_LENGTH]

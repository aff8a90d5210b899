"""Who the log is, and who its witnesses are: keys from the settings."""

from django.conf import settings
from nacl.signing import SigningKey

from netral.engines.merkle.cosigning import Cosigner
from netral.engines.merkle.note import Verifier


def signing_key() -> SigningKey:
    """Return the log's Ed25519 key."""
    return SigningKey(settings.LEDGER_KEY)


def log_verifier() -> Verifier:
    """Return the log's public key under the log's name."""
    return Verifier(settings.LEDGER_ORIGIN, signing_key().verify_key)


def witnesses() -> list[Cosigner]:
    """Return the witnesses whose cosignatures this log takes.

    Raises:
        NoteError: one of the keys in the settings cannot be read.
    """
    return [Cosigner.parse(vkey) for vkey in settings.LEDGER_WITNESSES]

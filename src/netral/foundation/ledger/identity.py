"""Who the log is, and who its witnesses are: keys from the settings."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from nacl.signing import SigningKey

from netral.engines.merkle.cosignatures import Cosigner
from netral.engines.merkle.note import NoteError, Verifier


def signing_key() -> SigningKey:
    """Return the log's Ed25519 key, which the sequencer alone needs.

    Raises:
        ImproperlyConfigured: the public key in the settings is another one, or cannot be read.
    """
    key = SigningKey(settings.LEDGER_KEY.key())
    if settings.LEDGER_VKEY and _stated().key != key.verify_key:
        raise ImproperlyConfigured(
            "NETRAL_LEDGER_VKEY is not the key of the secret `ledger`: whoever checks this log by it would refuse what "
            "is signed now. `netral ledger key`, run without it, prints the right one."
        )
    return key


def log_verifier() -> Verifier:
    """Return the log's public key under the log's name, without touching the private one when the settings state it.

    Raises:
        ImproperlyConfigured: the key in the settings cannot be read, or is of a log of another name.
    """
    return _stated() if settings.LEDGER_VKEY else Verifier(settings.LEDGER_ORIGIN, signing_key().verify_key)


def _stated() -> Verifier:
    try:
        stated = Verifier.parse(settings.LEDGER_VKEY)
    except NoteError as error:
        raise ImproperlyConfigured(
            f"NETRAL_LEDGER_VKEY cannot be read: {error}. Copy what `netral ledger key` prints."
        ) from error
    if stated.name != settings.LEDGER_ORIGIN:
        raise ImproperlyConfigured(
            f"NETRAL_LEDGER_VKEY is the key of {stated.name}, but NETRAL_LEDGER_ORIGIN says {settings.LEDGER_ORIGIN}."
        )
    return stated


def witnesses() -> list[Cosigner]:
    """Return the witnesses whose cosignatures this log takes.

    Raises:
        NoteError: one of the keys in the settings cannot be read.
    """
    return [Cosigner.parse(vkey) for vkey in settings.LEDGER_WITNESSES]

"""How single documents are sealed: the key, and what the settings ask for besides the signature."""

from datetime import datetime, timedelta

from django.conf import settings

from netral.engines.seal.certificates import Period, Revoked, fingerprint, issue_crl, load_chain
from netral.engines.seal.levels import Level
from netral.engines.seal.pades import Evidence, PadesSealer
from netral.foundation.seals.keyfiles import credential_of, signer_of
from netral.foundation.seals.models import SealKey
from netral.foundation.seals.queries import keys_under
from netral.foundation.seals.services import authority, authority_roots

# A list counts for a month, so that whoever fetched one need not ask every day, and soon hears of a revocation.
LIST_LIFE = timedelta(days=30)
ALLOWANCE = timedelta(hours=1)


def sealer_of(key: SealKey, at: datetime) -> PadesSealer:
    """Return the sealer for single documents under a key.

    Raises:
        KeyUnavailable: the key cannot be used.
        ServiceNotSet: the level asks for a timestamp authority that the settings do not name.
    """
    level = settings.SEAL_LEVEL
    if level is Level.BASIC:
        return PadesSealer(signer_of(key))
    evidence = _evidence(key, at) if level in {Level.LONG_TERM, Level.ARCHIVAL} else None
    return PadesSealer(signer_of(key), level, authority(), evidence, settings.SEAL_BASIC_WITHOUT_AUTHORITY)


def revocation_list(root: SealKey, at: datetime) -> bytes:
    """Return a root's list of revoked certificates as of a moment, DER-encoded; its number grows with time.

    Raises:
        KeyUnavailable: the root's key cannot be used.
    """
    revoked = [
        Revoked(load_chain(key.certificates)[0], key.revoked_at)
        for key in keys_under(root)
        if key.revoked_at is not None
    ]
    period = Period(at - ALLOWANCE, at + LIST_LIFE)
    return issue_crl(credential_of(root), revoked, period, int(at.timestamp()))


def _evidence(key: SealKey, at: datetime) -> Evidence:
    above = load_chain(key.certificates)[-1]
    root = SealKey.objects.get(fingerprint=fingerprint(above))
    return Evidence((above, *authority_roots()), (revocation_list(root, at),))

"""Making and revoking the keys of institutions."""

from datetime import timedelta

from django.utils.translation import gettext as _

from netral.engines.seal.certificates import Credential, Holder, Period, fingerprint, issue_root, issue_seal
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.events import KEY_CREATED, KEY_REVOKED
from netral.foundation.seals.keyfiles import signer_of, store_key
from netral.foundation.seals.models import KeyKind, SealKey
from netral.foundation.seals.queries import root_key

ROOT_NAME = "Akar Segel Netral (percobaan)"
ROOT_LIFE = timedelta(days=20 * 365)
SEAL_LIFE = timedelta(days=3 * 365)
# Certificates reach a little into the past, because the clocks of those who check may be late.
ALLOWANCE = timedelta(hours=1)


class KeyRevokedAlready(Exception):
    """The key was revoked before."""


@action
def create_root_key(*, by: Actor) -> SealKey:
    """Create the root of this installation, which signs the seal certificates of its institutions."""
    start = now() - ALLOWANCE
    period = Period(start, start + ROOT_LIFE)
    return _keep(issue_root(ROOT_NAME, period), KeyKind.ROOT, None, period, by)


@action
def create_seal_key(*, institution: Institution, life: timedelta = SEAL_LIFE, by: Actor) -> SealKey:
    """Create a seal key for an institution, and the root before it when this installation has none."""
    start = now() - ALLOWANCE
    root = root_key(now()) or create_root_key(by=by)
    period = Period(max(start, root.valid_from), min(start + life, root.valid_to))
    holder = Holder(institution.name, institution.path)
    return _keep(issue_seal(signer_of(root).credential, holder, period), KeyKind.LOCAL, institution, period, by)


@action
def revoke_key(*, key: SealKey, reason: str, by: Actor) -> SealKey:
    """Revoke a key; what was registered before keeps holding, what comes later does not.

    Raises:
        KeyRevokedAlready: the key was revoked before.
    """
    locked = SealKey.objects.select_for_update().get(pk=key.pk)
    if locked.revoked_at is not None:
        raise KeyRevokedAlready(_("Kunci ini sudah dicabut sebelumnya."))
    key.revoked_at, key.revocation_reason = now(), reason
    key.save(update_fields=["revoked_at", "revocation_reason"])
    record(KEY_REVOKED, subject=key, by=by, data={"fingerprint": key.fingerprint, "reason": reason})
    return key


def _keep(credential: Credential, kind: KeyKind, institution: Institution | None, period: Period, by: Actor) -> SealKey:
    key = SealKey.objects.create(
        kind=kind,
        institution=institution,
        certificates=credential.chain_pem,
        fingerprint=fingerprint(credential.certificate),
        key_file=store_key(credential),
        valid_from=period.start,
        valid_to=period.end,
    )
    record(KEY_CREATED, subject=key, by=by, data={"fingerprint": key.fingerprint, "kind": kind.value})
    return key

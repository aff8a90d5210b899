"""Making, replacing and revoking the keys of institutions."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from netral.engines.seal.certificates import (
    Credential,
    Holder,
    Period,
    fingerprint,
    issue_root,
    issue_seal,
    issue_seal_for,
    load_chain,
    to_pem,
)
from netral.engines.seal.tokens import TokenError
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.events import KEY_CREATED, KEY_REPLACED, KEY_REVOKED
from netral.foundation.seals.keyfiles import (
    KeyUnavailable,
    credential_of,
    publish_root,
    signer_of,
    store_key,
    token,
    unpublish_root,
)
from netral.foundation.seals.models import KeyKind, SealKey
from netral.foundation.seals.queries import keys_under, root_key

ROOT_NAME = "Akar Segel Netral (percobaan)"
ROOT_LIFE = timedelta(days=20 * 365)
SEAL_LIFE = timedelta(days=3 * 365)
# Certificates reach a little into the past, because the clocks of those who check may be late.
ALLOWANCE = timedelta(hours=1)


class KeyRevokedAlready(Exception):
    """The key was revoked before."""


class KeyReplacedAlready(Exception):
    """The key was replaced before."""


@action
def create_root_key(*, replaces: SealKey | None = None, by: Actor) -> SealKey:
    """Create a root of this installation, which signs the seal certificates of its institutions from now on."""
    start = now() - ALLOWANCE
    credential = issue_root(ROOT_NAME, Period(start, start + ROOT_LIFE))
    key = _keep(KeyKind.ROOT, None, credential.chain_pem, store_key(credential), replaces)
    record(KEY_CREATED, subject=key, by=by, data=_told(key))
    # Only a root that the database knows may be trusted by programs that do not ask it.
    transaction.on_commit(lambda: publish_root(credential.certificate))
    return key


@action
def create_seal_key(
    *, institution: Institution, life: timedelta = SEAL_LIFE, replaces: SealKey | None = None, by: Actor
) -> SealKey:
    """Create a seal key for an institution in a file, and the root before it when this installation has none.

    Raises:
        KeyUnavailable: the root's key cannot be used.
    """
    root, period = _root_and_period(life, by)
    credential = issue_seal(root, _holder(institution), period)
    key = _keep(KeyKind.LOCAL, institution, credential.chain_pem, store_key(credential), replaces)
    record(KEY_CREATED, subject=key, by=by, data=_told(key))
    return key


@action
def enrol_key(
    *,
    institution: Institution,
    label: str,
    generate: bool = False,
    life: timedelta = SEAL_LIFE,
    replaces: SealKey | None = None,
    by: Actor,
) -> SealKey:
    """Give an institution a key that lies in the token of this installation, or make it there first.

    Raises:
        KeyUnavailable: the token or the root's key cannot be used, or the token has no such key.
    """
    root, period = _root_and_period(life, by)
    try:
        public = token().generate(label) if generate else token().public_key(label)
    except TokenError as error:
        raise KeyUnavailable(str(error)) from error
    certificate = issue_seal_for(public, root, _holder(institution), period)
    chain = "".join(map(to_pem, (certificate, *root.chain)))
    key = _keep(KeyKind.PKCS11, institution, chain, label, replaces)
    # Opening it has the token sign once: a key that cannot sign is not enrolled.
    signer_of(key)
    record(KEY_CREATED, subject=key, by=by, data=_told(key))
    return key


@action
def rotate_key(*, key: SealKey, life: timedelta = SEAL_LIFE, label: str = "", by: Actor) -> SealKey:
    """Replace a key by a new one of its kind: the old one seals no more, what it sealed keeps holding.

    A key in a token is replaced by one made there under a new label.

    Raises:
        KeyRevokedAlready, KeyReplacedAlready: the key seals no more already.
        KeyUnavailable: the new one cannot be made.
    """
    locked = SealKey.objects.select_for_update().get(pk=key.pk)
    if locked.revoked_at is not None:
        raise KeyRevokedAlready(_("Kunci ini sudah dicabut. Buat kunci baru, bukan pengganti."))
    if locked.successors.exists():
        raise KeyReplacedAlready(_("Kunci ini sudah diganti sebelumnya."))
    successor = _successor(locked, life, label, by)
    record(KEY_REPLACED, subject=key, by=by, data={**_told(key), "successor": successor.fingerprint})
    return successor


@action
def revoke_key(*, key: SealKey, reason: str, by: Actor) -> SealKey:
    """Revoke a key; what the ledger shows as sealed before keeps holding, what comes later does not.

    A root takes all keys under it along, each with an event of its own.

    Raises:
        KeyRevokedAlready: the key was revoked before.
    """
    locked = SealKey.objects.select_for_update().get(pk=key.pk)
    if locked.revoked_at is not None:
        raise KeyRevokedAlready(_("Kunci ini sudah dicabut sebelumnya."))
    key.revoked_at, key.revocation_reason = now(), reason
    key.save(update_fields=["revoked_at", "revocation_reason"])
    record(KEY_REVOKED, subject=key, by=by, data={"fingerprint": key.fingerprint, "reason": reason})
    if key.kind == KeyKind.ROOT:
        for below in keys_under(key):
            if below.revoked_at is None:
                revoke_key(key=below, reason=reason, by=by)
        transaction.on_commit(lambda: unpublish_root(key.fingerprint))
    return key


def _successor(key: SealKey, life: timedelta, label: str, by: Actor) -> SealKey:
    if key.institution is None:
        return create_root_key(replaces=key, by=by)
    if key.kind == KeyKind.PKCS11:
        return enrol_key(institution=key.institution, label=label, generate=True, life=life, replaces=key, by=by)
    return create_seal_key(institution=key.institution, life=life, replaces=key, by=by)


def _root_and_period(life: timedelta, by: Actor) -> tuple[Credential, Period]:
    start = now() - ALLOWANCE
    root = root_key(now()) or create_root_key(by=by)
    return credential_of(root), Period(max(start, root.valid_from), min(start + life, root.valid_to))


def _holder(institution: Institution) -> Holder:
    return Holder(institution.name, institution.path)


def _keep(
    kind: KeyKind, institution: Institution | None, chain_pem: str, key_file: str, replaces: SealKey | None
) -> SealKey:
    certificate = load_chain(chain_pem)[0]
    return SealKey.objects.create(
        kind=kind,
        institution=institution,
        certificates=chain_pem,
        fingerprint=fingerprint(certificate),
        key_file=key_file,
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        replaces=replaces,
    )


def _told(key: SealKey) -> dict[str, str]:
    return {"fingerprint": key.fingerprint, "kind": key.kind}

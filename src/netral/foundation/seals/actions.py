"""Making and revoking keys, and sealing documents."""

import hashlib
import secrets
from datetime import timedelta

from django.utils.translation import gettext as _

from netral.engines.seal.certificates import Credential, Holder, Period, fingerprint, issue_root, issue_seal
from netral.engines.seal.documents.blocks import OfficialDocument
from netral.engines.seal.documents.render import render
from netral.engines.seal.sealing import Mark, PadesSealer
from netral.foundation.files import storage
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import Subject, action, record
from netral.foundation.seals.domain import RANDOM_BYTES, make_code
from netral.foundation.seals.events import DOCUMENT_SEALED, KEY_CREATED, KEY_REVOKED
from netral.foundation.seals.issuing import Builder, DocumentDraft, Issue
from netral.foundation.seals.keyfiles import signer_of, store_key
from netral.foundation.seals.models import KeyKind, SealedDocument, SealKey
from netral.foundation.seals.queries import active_key, root_key

ROOT_NAME = "Akar Segel Netral (percobaan)"
ROOT_LIFE = timedelta(days=20 * 365)
SEAL_LIFE = timedelta(days=3 * 365)
# Certificates reach a little into the past, because the clocks of those who check may be late.
ALLOWANCE = timedelta(hours=1)


class NoSealKey(Exception):
    """The institution has no key that may seal now."""


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


@action
def seal_document(*, draft: DocumentDraft, pdf: bytes | Builder, by: Actor) -> SealedDocument:
    """Seal a document in the name of an institution, register it and store it encrypted.

    `pdf` is a finished PDF, or a function that is told code, address and time and returns a PDF or an
    `OfficialDocument`.

    Raises:
        NoSealKey: the institution has no valid key.
        SealingError: the bytes are no PDF that can be sealed.
        UnprintableText: the document holds characters that its typeface lacks.
    """
    moment = now()
    key = active_key(draft.institution, moment)
    if key is None:
        raise NoSealKey(
            _("%(institution)s belum punya kunci segel yang berlaku. Minta pengelola sistem membuatnya dulu.")
            % {"institution": draft.institution.name}
        )
    code = make_code(secrets.token_bytes(RANDOM_BYTES))
    plain = _built(pdf, Issue(code, moment, draft.institution))
    sealed = PadesSealer(signer_of(key)).seal(plain, Mark(moment, draft.title))
    document = _register(draft, sealed, code, key)
    facts = {"kind": draft.kind, "sha256": document.sha256, "institution": draft.institution.path}
    record(DOCUMENT_SEALED, subject=document, by=by, data=facts)
    return document


def _built(pdf: bytes | Builder, issue: Issue) -> bytes:
    made = pdf if isinstance(pdf, bytes) else pdf(issue)
    return render(made) if isinstance(made, OfficialDocument) else made


def _register(draft: DocumentDraft, sealed: bytes, code: str, key: SealKey) -> SealedDocument:
    ident = uuid7()
    written = storage.write([sealed], ident=ident, model=SealedDocument)
    subject_type, subject_id = _reference(draft.subject)
    return SealedDocument.objects.create(
        id=ident,
        scopes=list(draft.scopes),
        code=code,
        kind=draft.kind,
        title=draft.title,
        institution=draft.institution,
        subject_type=subject_type,
        subject_id=subject_id,
        sha256=hashlib.sha256(sealed).hexdigest(),
        size=written.size,
        path=written.path,
        wrapped_key=written.wrapped_key,
        issued_at=now(),
        key=key,
        facts=[[label, value] for label, value in draft.facts],
    )


def _reference(subject: Subject) -> tuple[str, str]:
    return subject if isinstance(subject, tuple) else (subject._meta.label_lower, str(subject.pk))


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

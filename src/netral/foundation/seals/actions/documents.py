"""Sealing documents: signed, stored, registered under a code."""

import hashlib
import secrets

from django.utils.translation import gettext as _

from netral.engines.seal.documents.blocks import OfficialDocument
from netral.engines.seal.documents.render import render
from netral.engines.seal.sealing import Mark, PadesSealer
from netral.foundation.files import storage
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import Subject, action, record
from netral.foundation.seals.domain import RANDOM_BYTES, make_code
from netral.foundation.seals.events import DOCUMENT_SEALED
from netral.foundation.seals.issuing import Builder, DocumentDraft, Issue
from netral.foundation.seals.keyfiles import signer_of
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.queries import active_key


class NoSealKey(Exception):
    """The institution has no key that may seal now."""


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

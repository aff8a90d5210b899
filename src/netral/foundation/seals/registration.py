"""Registering sealed documents: one with a file of its own, or thousands of pressed ones in one statement."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from netral.engines.seal.documents.blocks import OfficialDocument
from netral.engines.seal.documents.render import render
from netral.engines.seal.segments import Place
from netral.foundation.files import storage
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import reference
from netral.foundation.ledger.write_guard import require_action
from netral.foundation.seals.domain import RANDOM_BYTES, make_code
from netral.foundation.seals.issue import Builder, DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument, SealKey

# PostgreSQL refuses COPY into a table with row-level security, so all rows travel as one value and unfold there.
_INSERT = """
INSERT INTO seals_sealeddocument (
  id, scopes, code, kind, title, institution_id, subject_type, subject_id, sha256, size, path, wrapped_key, segment,
  "offset", issued_at, key_id, signer, withdrawal_reason, facts
)
SELECT
  id, scopes, code, kind, title, %(institution)s, subject_type, subject_id, sha256, size, '', '', segment,
  "offset", %(at)s, %(key)s, '', '', facts
FROM json_to_recordset(%(rows)s::json) AS sent (
  id uuid, scopes ltree[], code text, kind text, title text, subject_type text, subject_id text, sha256 text,
  size bigint, segment text, "offset" bigint, facts jsonb
)
"""
_SAME = {"path": "", "wrapped_key": b"", "signer": "", "withdrawn_at": None, "withdrawal_reason": ""}
_FIELDS = tuple(field.attname for field in SealedDocument._meta.concrete_fields)


@dataclass(frozen=True)
class Pressing:
    """What all documents of one pressing share."""

    institution: Institution
    key: SealKey
    at: datetime


@dataclass(frozen=True)
class PressedRow:
    """What is registered of one pressed document; where it lies is known once the disk has it."""

    draft: DocumentDraft
    code: str
    sha256: str
    size: int


def register_pressed(rows: Sequence[PressedRow], places: Sequence[Place], pressing: Pressing) -> list[SealedDocument]:
    """Register documents whose records lie on the disk already."""
    require_action(SealedDocument)
    sent = [_sent(row, place) for row, place in zip(rows, places, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "institution": pressing.institution.pk,
                "key": pressing.key.pk,
                "at": pressing.at,
                "rows": json.dumps(sent, ensure_ascii=False),
            },
        )
    return [_document(values, pressing) for values in sent]


def new_code() -> str:
    """Return a code for a new document, which nobody can guess."""
    return make_code(secrets.token_bytes(RANDOM_BYTES))


def build(pdf: bytes | Builder, issue: Issue) -> bytes:
    """Return the PDF to be sealed, from what an app handed over."""
    made = pdf if isinstance(pdf, bytes) else pdf(issue)
    return render(made) if isinstance(made, OfficialDocument) else made


def said_of(document: SealedDocument) -> dict[str, str]:
    """Return what the ledger holds of a sealing, which whoever has the document may prove to anyone."""
    return {"kind": document.kind, "sha256": document.sha256, "institution": document.institution.path}


def register_single(
    draft: DocumentDraft, sealed: bytes, code: str, *, key: SealKey | None = None, signer: str = ""
) -> SealedDocument:
    """Store a sealed document encrypted and register it; `signer` names who sealed it when no key of ours did."""
    ident = uuid7()
    written = storage.write([sealed], ident=ident, model=SealedDocument)
    subject_type, subject_id = reference(draft.subject)
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
        signer=signer,
        facts=facts_of(draft),
    )


def facts_of(draft: DocumentDraft) -> list[list[str]]:
    """Return the facts of a draft as they are stored; raises ValueError when one is no pair of texts."""
    facts = [[label, value] for label, value in draft.facts]
    if not all(isinstance(word, str) for fact in facts for word in fact):
        raise ValueError("a fact of a sealed document is a label and a value, both text")
    return facts


def _sent(row: PressedRow, place: Place) -> dict[str, Any]:
    draft = row.draft
    subject_type, subject_id = reference(draft.subject)
    return {
        "id": str(uuid7()),
        "scopes": list(draft.scopes),
        "code": row.code,
        "kind": draft.kind,
        "title": draft.title,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "sha256": row.sha256,
        "size": row.size,
        "segment": place.segment,
        "offset": place.offset,
        "facts": facts_of(draft),
    }


def _document(values: dict[str, Any], pressing: Pressing) -> SealedDocument:
    """Return the row as the database holds it, without asking for it again."""
    known = {
        **_SAME,
        **values,
        "id": UUID(values["id"]),
        "institution_id": pressing.institution.pk,
        "key_id": pressing.key.pk,
        "issued_at": pressing.at,
    }
    # Positional values: a fifth of what keywords cost, and there may be 50,000.
    document = SealedDocument.from_db(connection.alias, _FIELDS, [known[name] for name in _FIELDS])
    # What assigning them one by one would do, at a tenth of the cost.
    document._state.fields_cache.update(institution=pressing.institution, key=pressing.key)
    return document

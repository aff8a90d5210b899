"""Finding keys and sealed documents, and checking a PDF against both."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from cryptography import x509
from django.db.models import Count, QuerySet

from netral.engines.merkle.tlogproof import TlogProof
from netral.engines.sandbox.limits import Busy
from netral.engines.seal.certificates import fingerprint, load_chain
from netral.engines.seal.result import Verification
from netral.foundation.files import storage
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.proofs import NoProof, proof_of
from netral.foundation.seals import store
from netral.foundation.seals.domain import LARGEST_FILE, KeyStanding, Verdict, judge, read_code
from netral.foundation.seals.models import KeyKind, SealedDocument, SealKey
from netral.foundation.seals.recorded import recorded, sealing_events
from netral.foundation.seals.report import VerificationReport
from netral.foundation.seals.seal_reader import read
from netral.foundation.seals.services import roots_for_reading
from netral.foundation.seals.status import registration_of, standing_at, state_of


class KeyUnknown(LookupError):
    """No single key has this fingerprint."""


def active_key(institution: Institution, at: datetime) -> SealKey | None:
    """Return the institution's newest key that may seal at a moment; one that was replaced seals no more."""
    keys = _usable(at).filter(institution=institution)
    return keys.order_by("valid_from", "id").last()


def root_key(at: datetime) -> SealKey | None:
    """Return the root that signs new seal certificates."""
    keys = _usable(at).filter(kind=KeyKind.ROOT)
    return keys.order_by("valid_from", "id").last()


def _usable(at: datetime) -> QuerySet[SealKey]:
    return SealKey.objects.filter(revoked_at=None, successors=None, valid_from__lte=at, valid_to__gt=at)


def trust_roots() -> list[x509.Certificate]:
    """Return the root certificates that seals are checked against, and those above BSrE's signers.

    A revoked root stays: revoking it revoked every key under it, and then the ledger says which of their seals came
    first. A certificate that a thief made with it belongs to no key here, so its seals are foreign.
    """
    keys = SealKey.objects.filter(kind=KeyKind.ROOT)
    return [*(load_chain(key.certificates)[0] for key in keys), *roots_for_reading()[0]]


def keys_under(root: SealKey) -> list[SealKey]:
    """Return the keys whose certificates a root signed."""
    others = SealKey.objects.exclude(kind=KeyKind.ROOT)
    return [key for key in others if fingerprint(load_chain(key.certificates)[-1]) == root.fingerprint]


def keys_with_standing(at: datetime, institution: Institution | None = None) -> list[tuple[SealKey, KeyStanding]]:
    """Return keys, oldest first, each with what it is good for at a moment; of one institution, or all."""
    keys = SealKey.objects.select_related("institution", "replaces").prefetch_related("successors")
    chosen = keys.filter(institution=institution) if institution else keys
    return [(key, standing_at(key, at)) for key in chosen]


def documents_of_keys() -> dict[UUID, int]:
    """Return how many documents each key sealed, for whoever looks after the keys."""
    with elevated("who looks after keys must know how many documents stand on each"):
        counted = SealedDocument.objects.order_by().exclude(key=None).values_list("key").annotate(Count("pk"))
        return dict(counted)


def key_by_fingerprint(start: str) -> SealKey:
    """Return the key whose fingerprint begins so.

    Raises:
        KeyUnknown: no key's fingerprint does, or those of several.
    """
    found = list(SealKey.objects.filter(fingerprint__startswith=start.lower())[:2]) if start else []
    if len(found) != 1:
        raise KeyUnknown(start)
    return found[0]


def document_by_code(code: str) -> SealedDocument | None:
    """Return the document with a code as a person typed it, whoever asks.

    Raises:
        CodeMistyped: the code cannot exist.
    """
    stored = read_code(code)
    with elevated("whoever holds a document's code may check it"):
        return _documents().filter(code=stored).first()


def pdf_of(document: SealedDocument) -> bytes:
    """Return the sealed PDF, for a caller that already checked who asks.

    Raises:
        StorageBroken: the stored file is missing or was changed.
    """
    if document.offset is not None:
        return store.read(document.segment, document.offset)
    return b"".join(storage.read(document.path, bytes(document.wrapped_key), document.pk))


def verify_pdf(pdf: bytes) -> VerificationReport:
    """Check any bytes somebody holds for a sealed document; never raises on a bad file."""
    if not pdf:
        return VerificationReport(Verdict.EMPTY)
    if len(pdf) > LARGEST_FILE:
        return VerificationReport(Verdict.TOO_LARGE)
    try:
        found = read(pdf, trust_roots(), now())
    except Busy:
        return VerificationReport(Verdict.BUSY)
    (report,) = report_all([(hashlib.sha256(pdf).hexdigest(), found)])
    return replace(report, recorded=recorded(report.document)) if report.document else report


def report_all(files: Sequence[tuple[str, Verification]]) -> list[VerificationReport]:
    """Join what files prove with what the register knows of their SHA-256; the ledger's places are left out."""
    with elevated("whoever holds a sealed file may check it"):
        documents = {found.sha256: found for found in _documents().filter(sha256__in={sha256 for sha256, _ in files})}
    fingerprints = {found.signer_fingerprint for _, found in files}
    keys = {
        key.fingerprint: key
        for key in SealKey.objects.filter(fingerprint__in=fingerprints).select_related("institution")
    }
    return [
        _report(sha256, found, keys.get(found.signer_fingerprint), documents.get(sha256)) for sha256, found in files
    ]


def _report(
    sha256: str, found: Verification, key: SealKey | None, document: SealedDocument | None
) -> VerificationReport:
    verdict = judge(found, state_of(key) if key else None, registration_of(document) if document else None)
    if verdict is Verdict.HOLDS and document is not None and document.withdrawn_at is not None:
        verdict = Verdict.WITHDRAWN
    return VerificationReport(verdict, sha256, found, key, document)


def verify_document(document: SealedDocument) -> VerificationReport:
    """Check the copy of a document that is stored here.

    Raises:
        StorageBroken: the stored file is missing or was changed.
    """
    return verify_pdf(pdf_of(document))


def proof_of_sealing(document: SealedDocument) -> TlogProof:
    """Return the proof that the ledger holds the sealing of exactly this file, with the event and its salt.

    Raises:
        NotYetPlaced: no published checkpoint holds it yet.
        NoProof: the ledger never heard of this file, or what it recorded was erased.
    """
    event = sealing_events([document]).get(str(document.pk))
    if event is None:
        raise NoProof(f"no event says that {document.sha256} was sealed")
    return proof_of(event.pk)


def documents_about(subject_type: str, subject_id: str) -> Iterator[SealedDocument]:
    """Return the sealed documents about one thing, oldest first, as far as the reader may see them."""
    yield from _documents().filter(subject_type=subject_type, subject_id=subject_id)


def _documents() -> QuerySet[SealedDocument]:
    return SealedDocument.objects.select_related("institution", "key")

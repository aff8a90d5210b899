"""Where the ledger says that a document was sealed and a key revoked."""

from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event, Leaf
from netral.foundation.seals.domain import KeyState, LedgerPlace, Registration
from netral.foundation.seals.events import DOCUMENT_SEALED, KEY_REVOKED
from netral.foundation.seals.models import SealedDocument, SealKey


def state_of(key: SealKey) -> KeyState:
    """Return what a verdict needs to know of a key."""
    if key.revoked_at is None:
        return KeyState()
    return KeyState(revoked=True, revocation=_place(KEY_REVOKED, key))


def registration_of(document: SealedDocument) -> Registration:
    """Return what a verdict needs to know of a registered document."""
    if document.key is None:
        return Registration(outside=True)
    # Only a revocation asks which came first; without one, the ledger need not be read.
    return Registration(sealed=_place(DOCUMENT_SEALED, document) if document.key.revoked_at else None)


def _place(kind: EventKind, subject: SealKey | SealedDocument) -> LedgerPlace | None:
    about = {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}
    event = Event.objects.filter(kind=kind.code, **about).order_by("at", "id").first()
    if event is None:
        return None
    leaf = Leaf.objects.filter(event_id=event.pk).first()
    return LedgerPlace(event.at, event.pk, leaf.position if leaf else None)

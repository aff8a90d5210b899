"""Where the ledger says that a document was sealed and a key revoked."""

from datetime import datetime

from netral.foundation.ledger.models import Event
from netral.foundation.ledger.queries import place_of
from netral.foundation.seals.domain import KeyStanding, KeyState, LedgerPlace, Registration
from netral.foundation.seals.events import KEY_REVOKED
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.recorded import sealing_events


def state_of(key: SealKey) -> KeyState:
    """Return what a verdict needs to know of a key."""
    if key.revoked_at is None:
        return KeyState()
    return KeyState(revoked=True, revocation=_revoked(key))


def registration_of(document: SealedDocument) -> Registration:
    """Return what a verdict needs to know of a registered document."""
    if document.key is None:
        return Registration(outside=True)
    # Only a revocation asks which came first; without one, the ledger need not be read.
    return Registration(sealed=_sealed(document) if document.key.revoked_at else None)


def standing_at(key: SealKey, at: datetime) -> KeyStanding:
    """Return what a key is good for at a moment."""
    if key.revoked_at is not None:
        return KeyStanding.REVOKED
    if key.successors.all():
        return KeyStanding.REPLACED
    if at >= key.valid_to:
        return KeyStanding.EXPIRED
    return KeyStanding.SEALS if at >= key.valid_from else KeyStanding.NOT_YET


def _sealed(document: SealedDocument) -> LedgerPlace | None:
    # Only an event that names this very file vouches for it.
    event = sealing_events([document]).get(str(document.pk))
    return _place(event) if event else None


def _revoked(key: SealKey) -> LedgerPlace | None:
    about = {"subject_type": key._meta.label_lower, "subject_id": str(key.pk)}
    event = Event.objects.filter(kind=KEY_REVOKED.code, **about).order_by("at", "id").first()
    return _place(event) if event else None


def _place(event: Event) -> LedgerPlace:
    return LedgerPlace(event.at, event.pk, place_of(event.pk))

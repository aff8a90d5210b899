"""Erasing what is personal in recorded events, while the log that holds their commitments still verifies."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS, event_kind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import Subject, action, record_many, reference

# The reason is kept for good and shown to auditors: it must not name the person whose data goes.
ERASED = event_kind("ledger.erased", _("Data pribadi dalam catatan dihapus"))
EVENT_TYPE = "ledger.event"
# Whoever acts without an account, or by a personal link, is a person outside; staff answer for what they did.
_OUTSIDE = ("public:", "link:")


class NothingToErase(LookupError):
    """There is no such event, or everything personal in it was erased already."""


@action
def erase_event(*, event_id: UUID, reason: str, by: Actor) -> None:
    """Erase the personal data of one event and its salt, and record who did it and why.

    Raises:
        NothingToErase: there is no such event, or it was erased already.
        ValueError: no reason is given.
    """
    _erase(Event.objects.filter(pk=event_id), reason, by)


@action
def erase_personal(*, subject: Subject, reason: str, by: Actor) -> int:
    """Erase the personal data of every event about a subject, with their salts, and return how many there were.

    Raises:
        NothingToErase: nothing about the subject was recorded, or all of it was erased already.
        ValueError: no reason is given.
    """
    subject_type, subject_id = reference(subject)
    return _erase(Event.objects.filter(subject_type=subject_type, subject_id=subject_id), reason, by)


def _erase(events: Iterable[Event], reason: str, by: Actor) -> int:
    if not reason.strip():
        raise ValueError("erasing needs a reason, which is kept for good")
    erased = [event for event in events if event.salt is not None and _erase_row(event)]
    if not erased:
        raise NothingToErase("there is no such event, or everything personal in it was erased already")
    rows = [
        ((EVENT_TYPE, str(event.pk)), {"keys": list(_personal_keys(event)), "reason": reason.strip()})
        for event in erased
    ]
    record_many(ERASED, rows, by=by)
    return len(erased)


def _erase_row(event: Event) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_erase_event(%s, %s::text[], %s)",
            [event.pk, list(_personal_keys(event)), event.actor.startswith(_OUTSIDE)],
        )
        return bool(cursor.fetchone()[0])


def _personal_keys(event: Event) -> tuple[str, ...]:
    kind = KINDS.get(event.kind)
    # Of a kind that no code knows any more, everything may be personal.
    return kind.personal if kind else tuple(event.data)

"""Reads of ceremonies: witnesses, kiosks, what came from them, and who takes part."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from netral.foundation.accounts.links import row_by_token
from netral.foundation.ceremonies.domain import EntryOutcome
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase, KioskEntryBase
from netral.foundation.ceremonies.protocol import DELIVERY

NEWEST = 10


@dataclass(frozen=True)
class KioskStanding:
    """One kiosk, what came from it, and whether it may still be used."""

    kiosk: KioskBase
    accepted: int
    refused: int
    is_over: bool

    @property
    def ahead(self) -> int:
        """Return by how many seconds its clock is wrong, either way; 0 when it is right or not known."""
        seconds = abs(self.kiosk.ahead_s or 0)
        return seconds if seconds >= 120 else 0


@dataclass(frozen=True)
class Arrival:
    """One confirmation that arrived: whose, none when the slip is unknown, and why it was refused if it was."""

    entry: KioskEntryBase
    participant: str
    why: str


def kiosk_by_token(kind: CeremonyKind, token: str) -> Any:
    """Return the kiosk with a code, whoever holds it, also one whose code has ended; None when there is none."""
    related = [f"ceremony__{name}" for name in kind.tables.related]
    kiosks = kind.tables.kiosk.objects.select_related("ceremony", *related)
    return row_by_token(kiosks, token, "the kiosk's code is the key")


def may_confirm(kiosk: KioskBase, at: datetime) -> bool:
    """Say whether a kiosk may be used for confirming."""
    return kiosk.revoked_at is None and at < kiosk.expires_at


def may_deliver(kiosk: KioskBase, at: datetime) -> bool:
    """Say whether a kiosk may still send what it took."""
    return kiosk.revoked_at is None and at < kiosk.expires_at + DELIVERY


def kiosks_of(kind: CeremonyKind, ceremony: CeremonyBase, at: datetime) -> list[KioskStanding]:
    """Return the kiosks of a ceremony with what came from each."""
    counted = kind.tables.kiosk.objects.filter(ceremony=ceremony).annotate(
        accepted=Count("entries", filter=Q(entries__outcome=EntryOutcome.ACCEPTED)),
        refused=Count("entries", filter=Q(entries__outcome=EntryOutcome.REFUSED)),
    )
    return [KioskStanding(kiosk, kiosk.accepted, kiosk.refused, not may_confirm(kiosk, at)) for kiosk in counted]


def newest_of(kind: CeremonyKind, ceremony: CeremonyBase) -> list[Arrival]:
    """Return what arrived last from the kiosks."""
    name = kind.tables.participant
    found = kind.tables.entry.objects.filter(kiosk__ceremony=ceremony).select_related("kiosk", "witness", name)
    newest = list(found.order_by("-received_at", "-pk")[:NEWEST])
    rows = [getattr(entry, name) for entry in newest]
    called = {row.pk: row for row in kind.called(ceremony).filter(pk__in=[row.pk for row in rows if row is not None])}
    # Whoever was called to another ceremony meanwhile is not among them.
    names = ["" if row is None else kind.participant(called.get(row.pk, row)).name for row in rows]
    return [Arrival(entry, name, kind.why(entry.reason)) for entry, name in zip(newest, names, strict=True)]


def witnesses_of(kind: CeremonyKind, ceremony: CeremonyBase) -> QuerySet[Any]:
    """Return the witnesses of a ceremony in their order."""
    found: QuerySet[Any] = kind.tables.witness.objects.filter(ceremony=ceremony).order_by("place")
    return found


def units_called(kind: CeremonyKind, ceremony: CeremonyBase) -> list[tuple[UUID, str, int]]:
    """Return the units that take part, as (unit, name, people)."""
    people = map(kind.participant, kind.called(ceremony))
    counted = Counter((each.unit_id, each.unit) for each in people)
    rows = [(ident, name, number) for (ident, name), number in counted.items()]
    return sorted(rows, key=lambda row: row[1].casefold())

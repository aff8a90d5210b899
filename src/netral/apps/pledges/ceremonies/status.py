"""Reads of ceremonies: by reader, by kiosk code, and how far each person and each kiosk is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from netral.apps.pledges.ceremonies.protocol import DELIVERY
from netral.apps.pledges.domain import CeremonyStatus, EntryOutcome, PledgeStatus
from netral.apps.pledges.models import Campaign, Ceremony, Kiosk, KioskEntry, Pledge, Witness
from netral.foundation.accounts.links import row_by_token
from netral.foundation.ledger.actors import Actor

_WITH_CAMPAIGN = ("campaign__government__region", "campaign__institution__region")
NEWEST = 10


@dataclass(frozen=True)
class Progress:
    """How many are called, and how far they are; the `unsealed` have signed and wait for their document."""

    called: int
    signed: int
    unsealed: int
    objected: int
    refused: int

    @property
    def waiting(self) -> int:
        """Return how many have done nothing yet."""
        return self.called - self.signed - self.objected


@dataclass(frozen=True)
class KioskStanding:
    """One kiosk, what came from it, and whether it may still be used."""

    kiosk: Kiosk
    accepted: int
    refused: int
    is_over: bool

    @property
    def ahead(self) -> int:
        """Return by how many seconds its clock is wrong, either way; 0 when it is right or not known."""
        seconds = abs(self.kiosk.ahead_s or 0)
        return seconds if seconds >= 120 else 0


def ceremonies_of(actor: Actor) -> QuerySet[Ceremony]:
    """Return the ceremonies an actor may see, the newest first."""
    found = Ceremony.objects.visible_to(actor)
    return found.select_related(*_WITH_CAMPAIGN).order_by("-held_on", "-pk")


def kiosk_by_token(token: str) -> Kiosk | None:
    """Return the kiosk with a code, whoever holds it, also one whose code has ended; None when there is none."""
    related = [f"ceremony__{name}" for name in _WITH_CAMPAIGN]
    return row_by_token(Kiosk.objects.select_related(*related), token, "the kiosk's code is the key")


def may_confirm(kiosk: Kiosk, at: datetime) -> bool:
    """Say whether a kiosk may be used for confirming."""
    return kiosk.revoked_at is None and at < kiosk.expires_at


def may_deliver(kiosk: Kiosk, at: datetime) -> bool:
    """Say whether a kiosk may still send what it took."""
    return kiosk.revoked_at is None and at < kiosk.expires_at + DELIVERY


def called_to(ceremony: Ceremony) -> QuerySet[Pledge]:
    """Return the pledges of who takes part: heads of units first, then by unit and name."""
    found = Pledge.objects.filter(ceremony=ceremony).select_related("person", "unit")
    return found.order_by("-is_head", "unit__name", "person__name", "pk")


def with_refusals(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """Add whether a kiosk's confirmation of each was refused, as `was_refused`."""
    refused = KioskEntry.objects.filter(pledge=OuterRef("pk"), outcome=EntryOutcome.REFUSED)
    return pledges.annotate(was_refused=Exists(refused))


def progress_of(ceremony: Ceremony) -> Progress:
    """Count who takes part."""
    signed = Q(status=PledgeStatus.SIGNED)
    found = Pledge.objects.filter(ceremony=ceremony).aggregate(
        called=Count("pk"),
        signed=Count("pk", filter=signed),
        unsealed=Count("pk", filter=signed & Q(document=None)),
        objected=Count("pk", filter=Q(status=PledgeStatus.DECLINED)),
    )
    entries = KioskEntry.objects.filter(kiosk__ceremony=ceremony, outcome=EntryOutcome.REFUSED)
    return Progress(**found, refused=entries.count())


def kiosks_of(ceremony: Ceremony, at: datetime) -> list[KioskStanding]:
    """Return the kiosks of a ceremony with what came from each."""
    counted = Kiosk.objects.filter(ceremony=ceremony).annotate(
        accepted=Count("entries", filter=Q(entries__outcome=EntryOutcome.ACCEPTED)),
        refused=Count("entries", filter=Q(entries__outcome=EntryOutcome.REFUSED)),
    )
    return [KioskStanding(kiosk, kiosk.accepted, kiosk.refused, not may_confirm(kiosk, at)) for kiosk in counted]


def newest_of(ceremony: Ceremony) -> QuerySet[KioskEntry]:
    """Return what arrived last from the kiosks."""
    found = KioskEntry.objects.filter(kiosk__ceremony=ceremony)
    related = ("kiosk", "pledge__person", "pledge__unit", "witness")
    return found.select_related(*related).order_by("-received_at", "-pk")[:NEWEST]


def witnesses_of(ceremony: Ceremony) -> QuerySet[Witness]:
    """Return the witnesses of a ceremony in their order."""
    return Witness.objects.filter(ceremony=ceremony).order_by("place")


def units_called(ceremony: Ceremony) -> list[tuple[UUID, str, int]]:
    """Return the units that take part, as (unit, name, people)."""
    rows = Pledge.objects.filter(ceremony=ceremony).order_by().values_list("unit_id", "unit__name")
    return sorted(rows.annotate(people=Count("pk")), key=lambda row: str(row[1]).casefold())


def units_to_call(campaign: Campaign) -> list[tuple[UUID, str, int]]:
    """Return the units with people who have not signed, as (unit, name, people)."""
    rows = Pledge.objects.filter(callable_in(campaign)).order_by().values_list("unit_id", "unit__name")
    return sorted(rows.annotate(people=Count("pk")), key=lambda row: str(row[1]).casefold())


def callable_in(campaign: Campaign) -> Q:
    """Select the pledges of a campaign that a ceremony may call: not signed, and in no other ceremony to come."""
    free = Q(ceremony=None) | Q(ceremony__status=CeremonyStatus.DONE)
    return Q(campaign=campaign, person__active=True) & ~Q(status=PledgeStatus.SIGNED) & free


def pledges_by_nip(campaign: Campaign, nips: Sequence[str]) -> dict[str, Pledge]:
    """Return the pledges of a campaign by NIP."""
    found = Pledge.objects.filter(campaign=campaign, person__nip__in=nips).select_related("person", "ceremony")
    return {pledge.person.nip: pledge for pledge in found}

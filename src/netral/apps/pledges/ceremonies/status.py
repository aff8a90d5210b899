"""Reads of ceremonies: by reader, who takes part or may be called, and how far each person is."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.models import Campaign, Ceremony, KioskEntry, Pledge
from netral.foundation.ceremonies.domain import CeremonyStatus, EntryOutcome
from netral.foundation.ledger.actors import Actor

_WITH_CAMPAIGN = ("campaign__government__region", "campaign__institution__region")


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


def ceremonies_of(actor: Actor) -> QuerySet[Ceremony]:
    """Return the ceremonies an actor may see, the newest first."""
    found = Ceremony.objects.visible_to(actor)
    return found.select_related(*_WITH_CAMPAIGN).order_by("-held_on", "-pk")


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

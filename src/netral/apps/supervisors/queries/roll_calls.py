"""Reads of oaths taken at kiosks: who is called, who confirmed and when, and which kiosks still hold something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import (
    Application,
    OathCeremony,
    OathRollCall,
    RollCallEntry,
    RollCallKiosk,
    RollCallSlip,
    RollCallWitness,
)
from netral.foundation.ceremonies.domain import EntryOutcome
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region

# What pages and a kiosk's request read of a roll call.
RELATED = ("oath__decree__recruitment__institution",)
_PERSON = (
    "ceremony__oath__decree__recruitment__institution",
    "appointee__application__recruitment",
    "appointee__application__vacancy__region__parent",
    "appointee__application__vacancy__polling_station__village",
)


@dataclass(frozen=True)
class RollCallProgress:
    """How many are called to a roll call, how many of them confirmed, and how many confirmations were refused."""

    called: int
    confirmed: int
    refused: int

    @property
    def waiting(self) -> int:
        """Return how many have not confirmed."""
        return self.called - self.confirmed


@dataclass(frozen=True)
class KioskRecord:
    """What minutes tell of the kiosks of a ceremony: when each appointee confirmed, and who witnessed."""

    confirmed: Mapping[UUID, datetime]
    witnesses: Sequence[RollCallWitness]


def roll_calls_of(actor: Actor) -> QuerySet[OathRollCall]:
    """Return the roll calls an actor may see."""
    visible: QuerySet[OathRollCall] = OathRollCall.objects.visible_to(actor)
    return visible.select_related(*RELATED)


def roll_call_of(ceremony: OathCeremony) -> OathRollCall | None:
    """Return the roll call of a ceremony; None where nobody swears at kiosks."""
    found: QuerySet[OathRollCall] = OathRollCall.objects.filter(oath=ceremony)
    return found.select_related(*RELATED).first()


def slips_of(roll_call: OathRollCall) -> QuerySet[RollCallSlip]:
    """Return the slips of who is called, in the order of the annex."""
    slips: QuerySet[RollCallSlip] = RollCallSlip.objects.filter(ceremony=roll_call)
    return slips.select_related(*_PERSON).order_by("appointee__order", "pk")


def group_of(application: Application) -> Region:
    """Return by which area slips are printed and people ticked: the village of a polling station, else the district."""
    region = application.vacancy.region
    if application.recruitment.post == Post.VILLAGE and region.parent is not None:
        return region.parent
    return region


def confirmed_at_kiosk(ceremony: OathCeremony) -> dict[UUID, datetime]:
    """Return when each appointee confirmed her oath at a kiosk of a ceremony."""
    slips = RollCallSlip.objects.filter(ceremony__oath=ceremony).values_list("appointee", "confirmed_at")
    return {appointee: at for appointee, at in slips if at is not None}


def kiosk_record_of(ceremony: OathCeremony) -> KioskRecord | None:
    """Return what minutes tell of the kiosks of a ceremony; None where it had none."""
    if (roll_call := roll_call_of(ceremony)) is None:
        return None
    witnesses = RollCallWitness.objects.filter(ceremony=roll_call).order_by("place")
    return KioskRecord(confirmed_at_kiosk(ceremony), list(witnesses))


def progress_of(roll_call: OathRollCall) -> RollCallProgress:
    """Count who is called and who confirmed."""
    slips = RollCallSlip.objects.filter(ceremony=roll_call)
    counted = slips.aggregate(called=Count("pk"), confirmed=Count("pk", filter=~Q(confirmed_at=None)))
    refused = RollCallEntry.objects.filter(kiosk__ceremony=roll_call, outcome=EntryOutcome.REFUSED)
    return RollCallProgress(**counted, refused=refused.count())


def kiosks_held(ceremony: OathCeremony) -> list[RollCallKiosk]:
    """Return the kiosks of a ceremony, locked: whatever one of them sends waits until the step is over."""
    found = RollCallKiosk.objects.filter(ceremony__oath=ceremony).select_for_update(of=("self",))
    return list(found.order_by("pk"))


def kiosks_with_a_queue(ceremony: OathCeremony) -> list[RollCallKiosk]:
    """Return the kiosks that said, when they were last seen, that they still hold confirmations."""
    found = RollCallKiosk.objects.filter(ceremony__oath=ceremony, waiting__gt=0, revoked_at=None)
    return list(found.order_by("label"))


def silent_witnesses(ceremony: OathCeremony) -> list[RollCallWitness]:
    """Return the witnesses of a ceremony's kiosks who have not confirmed."""
    found = RollCallWitness.objects.filter(ceremony__oath=ceremony, confirmed_at=None)
    return list(found.order_by("place"))

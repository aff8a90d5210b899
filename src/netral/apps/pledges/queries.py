"""Reads of campaigns and pledges: by link, by reader, and counted per unit."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from netral.apps.pledges.domain import TOKEN_LENGTH, Access, Counts, digest_of
from netral.apps.pledges.models import Campaign, CampaignStatus, Pledge, PledgeStatus
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scoping import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.regions.queries import zone_of

_REGENCY_LENGTH = 5
_STATUSES = {status.value: Count("pk", filter=Q(status=status)) for status in PledgeStatus}


@dataclass(frozen=True)
class UnitCoverage:
    """How far one unit is."""

    campaign_id: UUID
    unit_id: UUID
    unit: str
    counts: Counts


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns an actor may see, the newest first."""
    found: QuerySet[Campaign] = Campaign.objects.visible_to(actor)
    return found.select_related("institution__region", "government__region").order_by("-created_at", "-pk")


def pledges_of(campaign: Campaign, actor: Actor) -> QuerySet[Pledge]:
    """Return the pledges of a campaign that an actor may see."""
    found: QuerySet[Pledge] = Pledge.objects.visible_to(actor).filter(campaign=campaign)
    return found.select_related("person", "unit", "document", "campaign")


def pledge_by_token(token: str) -> Pledge | None:
    """Return the pledge behind a personal link, whoever holds it; None when there is no such link."""
    if len(token) != TOKEN_LENGTH:
        return None
    with elevated("the personal link is the key"):
        return with_everything().filter(token_digest=digest_of(token)).first()


def with_everything() -> QuerySet[Pledge]:
    """Return pledges with all that their pages show, because nothing can be read once a link's block has ended."""
    related = ("person", "unit", "document", "campaign__institution__region", "campaign__government__region")
    found: QuerySet[Pledge] = Pledge.objects.select_related(*related)
    return found


def access_of(campaign: Campaign) -> Access:
    """Return whether a campaign's pledges may be signed now, by the calendar of its region."""
    return campaign.access(today(zone_of_campaign(campaign)))


def zone_of_campaign(campaign: Campaign) -> ZoneInfo:
    """Return the time zone of a campaign's government."""
    code = campaign.government.region_id
    return zone_of(code) if code else ZoneInfo(settings.TIME_ZONE)


def counts_of(pledges: QuerySet[Pledge]) -> Counts:
    """Count pledges; whoever left the roster meanwhile counts no more."""
    found = pledges.filter(person__active=True).order_by().aggregate(**_STATUSES)
    return _counts(found)


def coverage_by_unit(pledges: QuerySet[Pledge]) -> list[UnitCoverage]:
    """Return how far each unit is, by name; whoever left the roster meanwhile counts no more."""
    rows = pledges.filter(person__active=True).order_by()
    grouped: QuerySet[Any] = rows.values("campaign_id", "unit_id", "unit__name").annotate(**_STATUSES)
    found = [UnitCoverage(row["campaign_id"], row["unit_id"], row["unit__name"], _counts(row)) for row in grouped]
    return sorted(found, key=lambda row: row.unit.casefold())


def coverage_in(region_code: str) -> Counts:
    """Return numbers over the newest campaign of each government in a region: totals only, nobody's pledge."""
    inside = Q(government__region_id=region_code) | Q(government__region__code__startswith=f"{region_code}.")
    with elevated("public totals"):
        started = Campaign.objects.filter(inside).exclude(status=CampaignStatus.DRAFT)
        newest = started.order_by("government_id", "-opened_at").distinct("government_id").values("pk")
        return counts_of(Pledge.objects.filter(campaign__in=list(newest.values_list("pk", flat=True))))


def coverage_by_regency() -> dict[str, Counts]:
    """Return, of each regency, numbers over the newest campaign of each government in it: totals only."""
    with elevated("public totals"):
        started = Campaign.objects.exclude(status=CampaignStatus.DRAFT).exclude(government__region=None)
        newest = started.order_by("government_id", "-opened_at").distinct("government_id").values("pk")
        rows = Pledge.objects.filter(campaign__in=newest, person__active=True).order_by()
        regency = Left("campaign__government__region_id", _REGENCY_LENGTH)
        grouped: QuerySet[Any] = rows.values(regency=regency).annotate(**_STATUSES)
        return {row["regency"]: _counts(row) for row in grouped}


def without_email(campaign: Campaign) -> QuerySet[Pledge]:
    """Return the pledges not yet signed of people whom only paper reaches."""
    found: QuerySet[Pledge] = Pledge.objects.filter(campaign=campaign, person__active=True, person__email="")
    return found.exclude(status=PledgeStatus.SIGNED).select_related("person", "unit")


def slips_by_unit(campaign: Campaign) -> list[tuple[UUID, str, int]]:
    """Return which units need how many printed slips, as (unit, name, slips)."""
    grouped = without_email(campaign).order_by().values_list("unit_id", "unit__name").annotate(slips=Count("pk"))
    return sorted(grouped, key=lambda row: str(row[1]).casefold())


def units_in(pledges: QuerySet[Pledge]) -> QuerySet[Institution]:
    """Return the units that pledges belong to, by name."""
    found: QuerySet[Institution] = Institution.objects.filter(pk__in=pledges.order_by().values("unit"))
    return found.order_by("name")


def _counts(row: dict[str, int]) -> Counts:
    opened, signed, declined = (
        row[status.value] for status in (PledgeStatus.OPENED, PledgeStatus.SIGNED, PledgeStatus.DECLINED)
    )
    waiting = row[PledgeStatus.INVITED.value] + row[PledgeStatus.WITHDRAWN.value]
    return Counts(waiting + opened + signed + declined, opened, signed, declined)

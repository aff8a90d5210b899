"""Reads of campaigns and pledges: by link, by reader, by turn, and counted per unit."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Left

from netral.apps.pledges.domain import Access, PledgeCounts, PledgeStatus, WithdrawnBy, is_head_of_unit
from netral.apps.pledges.models import Campaign, Ceremony, Pledge
from netral.foundation.accounts.links import row_by_token
from netral.foundation.ceremonies.domain import CeremonyStatus
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import units_of, zone_at
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.outreach.domain import CallStatus, UnitCoverage
from netral.foundation.outreach.queries import coverage_of, newest_first
from netral.foundation.registry.models import AsnPerson
from netral.foundation.registry.queries import active_under
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import documents_about
from netral.foundation.workflow.work import near_end

_REGENCY_LENGTH = 5
_SEAL_PATIENCE = timedelta(hours=1)
_CEREMONY_PATIENCE = timedelta(days=1)
ANSWERED = (PledgeStatus.SIGNED, PledgeStatus.DECLINED)
# Whoever took her pledge back herself has answered; whose pledge an officer withdrew has to answer again.
UNANSWERED = Q(status__in=(PledgeStatus.INVITED, PledgeStatus.OPENED)) | Q(
    status=PledgeStatus.WITHDRAWN, withdrawn_by=WithdrawnBy.OFFICER
)
# A signed pledge has no document yet while it waits for its seal.
UNSEALED = Q(status=PledgeStatus.SIGNED, document=None)
OBJECTED = Q(status=PledgeStatus.DECLINED) & ~Q(objections=[])
REFUSED = Q(status=PledgeStatus.DECLINED, objections=[])
_NUMBERS = {
    **{status.value: Count("pk", filter=Q(status=status)) for status in PledgeStatus},
    "unsealed": Count("pk", filter=UNSEALED),
    "objected": Count("pk", filter=OBJECTED),
    "heads": Count("pk", filter=Q(is_head=True)),
    "heads_signed": Count("pk", filter=Q(is_head=True, status=PledgeStatus.SIGNED)),
    "heads_answered": Count("pk", filter=Q(is_head=True) & ~UNANSWERED),
}


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns an actor may see, the newest first."""
    return newest_first(Campaign.objects.visible_to(actor))


def waiting_for(actor: Actor) -> QuerySet[Any]:
    """Return the campaigns an officer has to look after, those that end first before the others.

    `unanswered` while people still owe an answer shortly before the end or after it, `unsealed` where a seal is late,
    `gathered` where a ceremony was begun a day ago and was not ended.
    """
    own, moment = Pledge.objects.filter(campaign=OuterRef("pk"), person__active=True), now()
    begun = Ceremony.objects.filter(campaign=OuterRef("pk"), status=CeremonyStatus.OPEN)
    found = campaigns_of(actor).annotate(
        unanswered=Exists(own.filter(UNANSWERED, campaign__closes_on__lt=near_end(), campaign__status=CallStatus.OPEN)),
        unsealed=Exists(own.filter(UNSEALED, signed_at__lt=moment - _SEAL_PATIENCE)),
        gathered=Exists(begun.filter(opened_at__lt=moment - _CEREMONY_PATIENCE)),
    )
    wanted = Q(unanswered=True) | Q(unsealed=True) | Q(gathered=True)
    return found.filter(wanted).order_by("closes_on", "created_at", "pk")


def pledges_of(campaign: Campaign, actor: Actor) -> QuerySet[Pledge]:
    """Return the pledges of a campaign that an actor may see."""
    found = Pledge.objects.visible_to(actor).filter(campaign=campaign)
    return found.select_related("person", "unit", "document", "campaign")


def pledge_by_token(token: str) -> Pledge | None:
    """Return the pledge behind a personal link, whoever holds it; None when there is no such link."""
    return row_by_token(with_everything(), token, "the personal link is the key")


def with_everything() -> QuerySet[Pledge]:
    """Return pledges with all that their pages show, because nothing can be read once a link's block has ended."""
    related = ("person", "unit", "document", "campaign__institution__region", "campaign__government__region")
    return Pledge.objects.select_related(*related)


def access_of(campaign: Campaign) -> Access:
    """Return whether a campaign's pledges may be signed now, by the calendar of its region."""
    return campaign.access(today(zone_of_campaign(campaign)))


def access_to(pledge: Pledge) -> Access:
    """Return whether one pledge may be signed now: its campaign is open, and it is its holder's turn."""
    access = access_of(pledge.campaign)
    if access != Access.OPEN:
        return access
    day = today(zone_of_campaign(pledge.campaign))
    return Access.OPEN if pledge.campaign.turns.has_come(pledge.is_head, day) else Access.HEADS_FIRST


def in_turn(campaign: Campaign) -> QuerySet[Pledge]:
    """Return the pledges of a campaign whose holders have their turn today; whoever left the roster has none."""
    found = Pledge.objects.filter(campaign=campaign, person__active=True)
    is_for_all = campaign.turns.for_everybody(today(zone_of_campaign(campaign)))
    return found if is_for_all else found.filter(is_head=True)


def called_by(campaign: Campaign) -> QuerySet[AsnPerson]:
    """Return the active civil servants a campaign calls, as far as the reader may see."""
    people = active_under(campaign.government.path)
    return people.filter(unit__in=campaign.units) if campaign.units else people


def not_invited(campaign: Campaign) -> QuerySet[AsnPerson]:
    """Return whom a campaign calls and has not invited yet."""
    invited = Pledge.objects.filter(campaign=campaign, person=OuterRef("pk"))
    return called_by(campaign).filter(~Exists(invited))


def heads_called(campaign: Campaign) -> list[AsnPerson]:
    """Return whom the words of a draft make heads of units, unit by unit."""
    people = called_by(campaign).select_related("unit").order_by("unit__name", "name")
    words = Q(pk__in=[])
    for word in campaign.head_words:
        # Narrows what is read; the rule of whole words decides.
        words |= Q(position__icontains=word.split()[0])
    return [person for person in people.filter(words) if is_head_of_unit(person.position, campaign.head_words)]


def units_to_call(government: Institution, words: str = "") -> QuerySet[Institution]:
    """Return the workplaces of a government whose names hold all the words, by name."""
    found = units_of(government)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return found.order_by("name")


def heads_to_answer(campaign: Campaign) -> int:
    """Return how many heads of units have not answered yet."""
    heads = Pledge.objects.filter(campaign=campaign, person__active=True, is_head=True)
    return heads.filter(UNANSWERED).count()


def with_pledge_before(pledges: QuerySet[Pledge]) -> QuerySet[Any]:
    """Add when each person signed in the campaign that hers renews, as `signed_before`."""
    before = Pledge.objects.filter(campaign=OuterRef("campaign__renews"), person=OuterRef("person"))
    return pledges.annotate(signed_before=Subquery(before.values("signed_at")[:1]))


def pledge_before(pledge: Pledge) -> Pledge | None:
    """Return what the holder signed in the campaign that this one renews, whoever asks with the link."""
    earlier = pledge.campaign.renews_id
    if earlier is None:
        return None
    with elevated("the personal link is the key"):
        found = Pledge.objects.filter(campaign=earlier, person=pledge.person_id, status=PledgeStatus.SIGNED)
        return found.select_related("campaign").first()


def zone_of_campaign(campaign: Campaign) -> ZoneInfo:
    """Return the time zone of a campaign's government."""
    return zone_at(campaign.government)


def counts_of(pledges: QuerySet[Pledge]) -> PledgeCounts:
    """Count pledges; whoever left the roster meanwhile counts no more."""
    found = pledges.filter(person__active=True).order_by().aggregate(**_NUMBERS)
    return _counts(found)


def coverage_by_unit(campaign: Campaign, pledges: QuerySet[Pledge]) -> list[UnitCoverage[PledgeCounts]]:
    """Return how far each unit of a campaign is, by name; whoever left the roster meanwhile counts no more."""
    rows = pledges.filter(person__active=True).order_by()
    grouped: QuerySet[Any] = rows.values("unit_id", "unit__name").annotate(**_NUMBERS)
    return coverage_of(campaign.pk, ((row["unit_id"], row["unit__name"], _counts(row)) for row in grouped))


def coverage_in(region_code: str) -> PledgeCounts:
    """Return numbers over the newest campaign of each government in a region: totals only, nobody's pledge."""
    inside = Q(government__region_id=region_code) | Q(government__region__code__startswith=f"{region_code}.")
    with elevated("public totals"):
        newest = _newest(Campaign.objects.filter(inside))
        return counts_of(Pledge.objects.filter(campaign__in=list(newest.values_list("pk", flat=True))))


def coverage_by_regency() -> dict[str, PledgeCounts]:
    """Return, of each regency, numbers over the newest campaign of each government in it: totals only."""
    with elevated("public totals"):
        newest = _newest(Campaign.objects.exclude(government__region=None))
        rows = Pledge.objects.filter(campaign__in=newest, person__active=True).order_by()
        regency = Left("campaign__government__region_id", _REGENCY_LENGTH)
        grouped: QuerySet[Any] = rows.values(regency=regency).annotate(**_NUMBERS)
        return {row["regency"]: _counts(row) for row in grouped}


def _newest(campaigns: QuerySet[Campaign]) -> QuerySet[Any]:
    """Return, of each government, its newest campaign; one for all its units rather than one for some."""
    calls_some = Case(When(units=[], then=0), default=1)
    started = campaigns.exclude(status=CallStatus.DRAFT).annotate(calls_some=calls_some)
    return started.order_by("government_id", "calls_some", "-opened_at").distinct("government_id").values("pk")


def without_email(campaign: Campaign) -> QuerySet[Pledge]:
    """Return the pledges not yet signed of people whom only paper reaches and whose turn it is."""
    found = in_turn(campaign).filter(person__email="").exclude(status=PledgeStatus.SIGNED)
    return found.select_related("person", "unit")


def units_in(pledges: QuerySet[Pledge]) -> QuerySet[Institution]:
    """Return the units that pledges belong to, by name."""
    found = Institution.objects.filter(pk__in=pledges.order_by().values("unit"))
    return found.order_by("name")


def papers_of(pledge: Pledge) -> list[SealedDocument]:
    """Return every document a pledge ever had, the withdrawn ones too, the newest first."""
    found = documents_about(Pledge._meta.label_lower, str(pledge.pk))
    return sorted(found, key=lambda document: document.issued_at, reverse=True)


def history_of(pledge: Pledge, zone: str) -> list[dict[str, Any]]:
    """Return what the ledger remembers of a pledge, the newest first."""
    events = Event.objects.filter(subject_type=Pledge._meta.label_lower, subject_id=str(pledge.pk))
    points = pledge.campaign.text.titles
    return [
        {
            "at": event.at,
            "title": KINDS.label(event.kind),
            "by": event.actor_label,
            "text": "\n".join([*points(event.data.get("objections", [])), event.data.get("reason", "")]).strip(),
            "zone": zone,
        }
        for event in events.order_by("-at", "-id")
    ]


def sealed_of(pledges: QuerySet[Pledge], units: Sequence[UUID] = ()) -> QuerySet[Pledge]:
    """Return the pledges that have a document, of some units or of all, unit by unit."""
    found = pledges.filter(status=PledgeStatus.SIGNED, document__isnull=False)
    return (found.filter(unit__in=units) if units else found).order_by("unit__name", "person__name", "pk")


def _counts(row: dict[str, int]) -> PledgeCounts:
    return PledgeCounts(
        invited=sum(row[status.value] for status in PledgeStatus),
        opened=row[PledgeStatus.OPENED.value],
        signed=row[PledgeStatus.SIGNED.value],
        declined=row[PledgeStatus.DECLINED.value],
        withdrawn=row[PledgeStatus.WITHDRAWN.value],
        **{name: row[name] for name in ("unsealed", "objected", "heads", "heads_signed", "heads_answered")},
    )

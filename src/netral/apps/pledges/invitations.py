"""Inviting by the thousand: pledges made in bulk, letters written in batches, both by jobs that can be resumed."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet
from procrastinate.contrib.django import app

from netral.apps.pledges.domain import is_head_of_unit
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import UNANSWERED, in_turn, not_invited
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.notices.actions import Letter
from netral.foundation.outreach.domain import BETWEEN_REMINDERS
from netral.foundation.outreach.letters import write_owed
from netral.foundation.registry.models import AsnPerson

INVITE_TASK = "pledges.invite"
SEND_TASK = "pledges.send_links"
# So many are invited in one transaction; an officer waits for the first of them, a job does the rest.
BULK = 2000


def begin(campaign: Campaign) -> int:
    """Set out to invite everybody who is called and has no pledge yet; return how many those are."""
    campaign.to_invite, campaign.inviting = not_invited(campaign).count(), True
    campaign.save(update_fields=["to_invite", "inviting"])
    return campaign.to_invite


def invite_some(campaign: Campaign) -> int:
    """Make the next pledges; return how many, and end the inviting with the last of them."""
    people: Sequence[AsnPerson] = list(not_invited(campaign).select_related("unit").order_by("pk")[:BULK])
    Pledge.objects.bulk_create([_pledge(campaign, person) for person in people])
    if len(people) < BULK:
        campaign.inviting = False
        campaign.save(update_fields=["inviting"])
    return len(people)


def go_on_later(campaign: Campaign) -> None:
    """Have a job do what is left, once this transaction has committed: the inviting first, then the letters."""
    task = INVITE_TASK if campaign.inviting else SEND_TASK
    # One job after the other for a campaign, so that none writes what another is writing.
    app.configure_task(task, lock=f"pledges-{campaign.pk}").defer(campaign_id=str(campaign.pk))


def to_remind(campaign: Campaign) -> QuerySet[Pledge]:
    """Return whom a reminder may be sent to now."""
    due = Q(reminded_at=None) | Q(reminded_at__lte=now() - BETWEEN_REMINDERS)
    return _reachable(campaign).filter(UNANSWERED).filter(due)


def mark_reminded(campaign: Campaign) -> int:
    """Owe a reminder to everybody it may be sent to; return to how many."""
    ids = list(to_remind(campaign).values_list("pk", flat=True))
    return int(Pledge.objects.filter(pk__in=ids).update(reminders=F("reminders") + 1, reminded_at=now()))


def write_letters(campaign: Campaign, by: Actor) -> int:
    """Write the next letters owed; return how many, zero when none is left."""
    owed = _reachable(campaign).filter(UNANSWERED).annotate(owed=F("reminders") + 1)
    return write_owed(owed.select_related("person", "campaign__government"), _letter, by)


def _letter(pledge: Pledge) -> Letter:
    context = {
        "name": pledge.person.name,
        "campaign": pledge.campaign,
        "title": pledge.campaign.text.title,
        "government": pledge.campaign.government.name,
        "link": pledge.address,
    }
    template = "pledge_reminder" if pledge.reminders else "pledge_invitation"
    key = f"pledge-{pledge.pk}-{pledge.reminders}"
    return Letter(address=pledge.person.email, template=template, context=context, key=key)


def _reachable(campaign: Campaign) -> QuerySet[Pledge]:
    return in_turn(campaign).exclude(person__email="")


def _pledge(campaign: Campaign, person: AsnPerson) -> Pledge:
    return Pledge.for_person(person, campaign=campaign, is_head=is_head_of_unit(person.position, campaign.head_words))

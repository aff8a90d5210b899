"""Inviting by the thousand: pledges made in bulk, letters written in batches by a job."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import F, Q, QuerySet
from procrastinate.contrib.django import app

from netral.apps.pledges.domain import BETWEEN_REMINDERS, digest_of
from netral.apps.pledges.links import link_of, token_of
from netral.apps.pledges.models import Campaign, Pledge, PledgeStatus
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.notices.actions import Letter, notify_many
from netral.foundation.registry.models import AsnPerson
from netral.foundation.registry.queries import active_under

SEND_TASK = "pledges.send_links"
BATCH = 500
BULK = 2000


def invite_everyone(campaign: Campaign) -> int:
    """Make a pledge for every active civil servant who has none; return how many were made."""
    invited = Pledge.objects.filter(campaign=campaign).values("person")
    people = active_under(campaign.government.path).exclude(pk__in=invited).select_related("unit").order_by("pk")
    made = 0
    for batch in _batches(people.iterator(chunk_size=BULK)):
        Pledge.objects.bulk_create([_pledge(campaign, person) for person in batch])
        made += len(batch)
    return made


def mark_reminded(campaign: Campaign) -> int:
    """Owe a reminder to everybody it may be sent to; return to how many."""
    moment = now()
    due = Q(reminded_at=None) | Q(reminded_at__lte=moment - BETWEEN_REMINDERS)
    waiting = _reachable(campaign).filter(due, status__in=(PledgeStatus.INVITED, PledgeStatus.OPENED))
    ids = list(waiting.values_list("pk", flat=True))
    return int(Pledge.objects.filter(pk__in=ids).update(reminders=F("reminders") + 1, reminded_at=moment))


def send_later(campaign: Campaign) -> None:
    """Have a job write the letters once this transaction has committed."""
    app.configure_task(SEND_TASK).defer(campaign_id=str(campaign.pk))


def write_letters(campaign: Campaign, by: Actor) -> int:
    """Write the next letters owed; return how many, zero when none is left.

    A letter's key says for which reminder it is, so that none goes out twice.
    """
    owed = (
        _reachable(campaign)
        .filter(letters__lte=F("reminders"))
        .exclude(status__in=(PledgeStatus.SIGNED, PledgeStatus.DECLINED))
    )
    batch: Sequence[Pledge] = list(owed.select_related("person", "campaign__government").order_by("pk")[:BATCH])
    notify_many(letters=[_letter(pledge) for pledge in batch], by=by)
    Pledge.objects.filter(pk__in=[pledge.pk for pledge in batch]).update(letters=F("reminders") + 1)
    return len(batch)


def _letter(pledge: Pledge) -> Letter:
    context = {
        "name": pledge.person.name,
        "campaign": pledge.campaign,
        "government": pledge.campaign.government.name,
        "link": link_of(pledge.pk),
    }
    template = "pledge_reminder" if pledge.reminders else "pledge_invitation"
    key = f"pledge-{pledge.pk}-{pledge.reminders}"
    return Letter(address=pledge.person.email, template=template, context=context, key=key)


def _reachable(campaign: Campaign) -> QuerySet[Pledge]:
    found: QuerySet[Pledge] = Pledge.objects.filter(campaign=campaign, person__active=True).exclude(person__email="")
    return found


def _pledge(campaign: Campaign, person: AsnPerson) -> Pledge:
    ident = uuid7()
    return Pledge(
        id=ident,
        scopes=list(person.scopes),
        campaign=campaign,
        person=person,
        unit=person.unit,
        token_digest=digest_of(token_of(ident)),
    )


def _batches(people: Iterable[AsnPerson]) -> Iterable[list[AsnPerson]]:
    waiting = iter(people)
    while batch := list(islice(waiting, BULK)):
        yield batch

"""What leaves the house: links by e-mail, reminders, overviews for heads of units, slips, copies, archives."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from netral.apps.pledges import events, invitations
from netral.apps.pledges.domain import CAMPAIGN_MOVED, may_remind
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import UNANSWERED, in_turn, without_email
from netral.engines.steps.table import StepRefused
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import Letter, notify_many
from netral.foundation.outreach.domain import CallStatus

# A letter with more names is read by nobody; the board has them all.
MOST_NAMES = 100


@action
def send_links(*, campaign: Campaign, by: Actor) -> int:
    """Write the letters that invitations and reminders owe, some hundreds at a time; return how many."""
    sent = invitations.write_letters(campaign, by)
    record(events.LINKS_SENT, subject=campaign, by=by, data={"sent": sent})
    return sent


@action
def remind(*, campaign: Campaign, by: Actor) -> int:
    """Remind by e-mail everybody whose turn it is and who has not answered, at most once in 20 hours; return how many.

    Raises:
        StepRefused: the campaign is not open.
    """
    _require_open(campaign)
    reminded = invitations.mark_reminded(campaign)
    record(events.REMINDED, subject=campaign, by=by, data={"reminded": reminded})
    invitations.go_on_later(campaign)
    return reminded


@action
def send_overviews(*, campaign: Campaign, by: Actor) -> int:
    """Tell heads of units by e-mail who of theirs has not answered, at most once in 20 hours; return to how many.

    Raises:
        StepRefused: the campaign is not open, or overviews left within 20 hours.
    """
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    _require_open(locked)
    moment = now()
    if not may_remind(locked.overviews_at, moment):
        raise StepRefused(CAMPAIGN_MOVED)
    locked.overviews_at = moment
    locked.save(update_fields=["overviews_at"])
    letters = _overviews(locked)
    notify_many(letters=letters, by=by)
    record(events.OVERVIEWS_SENT, subject=locked, by=by, data={"sent": len(letters)})
    return len(letters)


@action
def print_slips(*, campaign: Campaign, unit_id: UUID, by: Actor) -> Sequence[Pledge]:
    """Hand out the pledges of a unit that only paper reaches, to be printed; each print is on record."""
    pledges = list(without_email(campaign).filter(unit_id=unit_id))
    facts = {"unit": str(unit_id), "slips": len(pledges)}
    record(events.SLIPS_PRINTED, subject=campaign, by=by, data=facts)
    return pledges


@action
def take_copy(*, pledge: Pledge, by: Actor) -> None:
    """Record that staff took a copy of a signed pledge."""
    record(events.DOCUMENT_TAKEN, subject=pledge, by=by)


@action
def take_archive(*, campaign: Campaign, unit_id: UUID | None, documents: int, by: Actor) -> None:
    """Record that staff took the sealed pledges of a campaign, or of one of its units, all at once."""
    facts = {"unit": str(unit_id) if unit_id else "", "documents": documents}
    record(events.ARCHIVE_TAKEN, subject=campaign, by=by, data=facts)


def _overviews(campaign: Campaign) -> list[Letter]:
    missing: dict[UUID, list[str]] = defaultdict(list)
    waiting = in_turn(campaign).filter(UNANSWERED, is_head=False).order_by("person__name")
    for unit, name in waiting.values_list("unit", "person__name"):
        missing[unit].append(name)
    heads = Pledge.objects.filter(campaign=campaign, is_head=True, person__active=True, unit__in=list(missing))
    reachable = heads.exclude(person__email="").select_related("person", "unit").order_by("pk")
    return [_overview(campaign, head, missing[head.unit_id]) for head in reachable]


def _overview(campaign: Campaign, head: Pledge, names: Sequence[str]) -> Letter:
    context = {
        "name": head.person.name,
        "unit": head.unit.name,
        "campaign": campaign,
        "missing": names[:MOST_NAMES],
        "count": len(names),
        "more": max(len(names) - MOST_NAMES, 0),
    }
    key = f"pledge-overview-{head.pk}-{campaign.overviews_at:%Y%m%d%H%M}"
    return Letter(address=head.person.email, template="pledge_overview", context=context, key=key)


def _require_open(campaign: Campaign) -> None:
    if campaign.stands != CallStatus.OPEN:
        raise StepRefused(CAMPAIGN_MOVED)

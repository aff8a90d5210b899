"""Turns: heads of units first, then staff; and who is a head."""

from netral.apps.pledges import events, invitations
from netral.apps.pledges.domain import CAMPAIGN_MOVED
from netral.apps.pledges.models import Campaign, Pledge
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.outreach.domain import CallStatus


@action
def call_staff(*, campaign: Campaign, by: Actor) -> None:
    """Give everybody her turn; their letters are written by a job.

    Raises:
        StepRefused: the campaign is not open, or calls nobody first, or staff were called before.
    """
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if locked.stands != CallStatus.OPEN or not locked.heads_first or locked.staff_called_at is not None:
        raise StepRefused(CAMPAIGN_MOVED)
    locked.staff_called_at = now()
    locked.save(update_fields=["staff_called_at"])
    record(events.STAFF_CALLED, subject=locked, by=by)
    invitations.go_on_later(locked)
    campaign.staff_called_at = locked.staff_called_at


@action
def set_head(*, pledge: Pledge, is_head: bool, by: Actor) -> Pledge:
    """Correct who is a head of a unit; her turn follows from it, and her letter if it comes earlier.

    Raises:
        StepRefused: the campaign is not open.
    """
    locked = Pledge.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=pledge.pk)
    if locked.campaign.stands != CallStatus.OPEN:
        raise StepRefused(_("Kampanye tidak sedang dibuka, jadi kepala unit tidak bisa diubah."))
    locked.is_head = is_head
    locked.save(update_fields=["is_head"])
    record(events.HEAD_CHANGED, subject=locked, by=by, data={"is_head": is_head})
    invitations.go_on_later(locked.campaign)
    return locked

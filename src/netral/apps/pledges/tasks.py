"""What campaigns do in the background: inviting, letters, and what comes by itself when its time has come."""

from uuid import UUID

from procrastinate.contrib.django import app

from netral.apps.pledges import invitations
from netral.apps.pledges.actions.campaigns import invite_next
from netral.apps.pledges.actions.letters import remind, send_links, send_overviews
from netral.apps.pledges.actions.turns import call_staff
from netral.apps.pledges.ceremonies.jobs import PREPARE_TASK, SEAL_TASK
from netral.apps.pledges.ceremonies.kind import INAUGURATION
from netral.apps.pledges.ceremonies.status import called_to
from netral.apps.pledges.domain import Access, is_day_to_remind, may_remind
from netral.apps.pledges.invitations import INVITE_TASK, SEND_TASK
from netral.apps.pledges.models import Campaign, Ceremony
from netral.apps.pledges.queries import access_of, heads_to_answer, zone_of_campaign
from netral.apps.pledges.sealing.runner import seal_waiting
from netral.engines.steps.table import StepRefused
from netral.foundation.ceremonies.actions.ceremonies import prepare_pins
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now, today
from netral.foundation.outreach.domain import CallStatus

# Nobody is reminded of anything at night.
FIRST_HOUR, LAST_HOUR = 8, 17


@app.task(name=INVITE_TASK)
def invite_all_of(campaign_id: str) -> None:
    """Invite whom a campaign calls, some thousands at a time, each in a transaction of its own."""
    with elevated("a campaign invites all whom it calls"):
        campaign = Campaign.objects.get(pk=campaign_id)
        try:
            while invite_next(campaign=campaign, by=SYSTEM):
                continue
        except StepRefused:
            # Closed meanwhile, or another job was quicker; what is invited stays invited.
            return


@app.task(name=SEND_TASK)
def send_links_of(campaign_id: str) -> None:
    """Write every letter a campaign owes, batch by batch, each batch in a transaction of its own."""
    with elevated("personal links are sent to their holders"):
        campaign = Campaign.objects.select_related("government").get(pk=campaign_id)
        while send_links(campaign=campaign, by=SYSTEM):
            continue


@app.task(name=PREPARE_TASK)
def prepare_ceremony(ceremony_id: str) -> None:
    """Prepare the PINs of who takes part, some hundreds at a time, so that kiosks load at once."""
    with elevated("a ceremony calls people of every unit"):
        ceremony = Ceremony.objects.get(pk=ceremony_id)
        while called_to(ceremony).filter(pin_verifier=None).exists():
            prepare_pins(kind=INAUGURATION, ceremony=ceremony, by=SYSTEM)


@app.task(name=SEAL_TASK)
def seal_pledges_of(campaign_id: str) -> None:
    """Seal what was signed and waits, some thousands at a time, each in a transaction of its own."""
    seal_waiting(UUID(campaign_id))


def do_what_is_due() -> None:
    """Go on with inviting that was cut off, call staff whose turn has come, and send the reminders of the day."""
    with elevated("campaigns of every institution"):
        for campaign in Campaign.objects.filter(status=CallStatus.OPEN).select_related("government"):
            if campaign.inviting:
                invitations.go_on_later(campaign)
            elif access_of(campaign) == Access.OPEN:
                _do_what_is_due(campaign)


def _do_what_is_due(campaign: Campaign) -> None:
    zone = zone_of_campaign(campaign)
    day = today(zone)
    by_day = campaign.turns.for_everybody(day)
    if campaign.heads_first and campaign.staff_called_at is None and (by_day or not heads_to_answer(campaign)):
        call_staff(campaign=campaign, by=SYSTEM)
    is_daytime = FIRST_HOUR <= now().astimezone(zone).hour < LAST_HOUR
    if not is_daytime or not is_day_to_remind(campaign.closes_on, campaign.remind_days, day):
        return
    if invitations.to_remind(campaign).exists():
        remind(campaign=campaign, by=SYSTEM)
    if may_remind(campaign.overviews_at, now()):
        send_overviews(campaign=campaign, by=SYSTEM)


@app.periodic(cron="*/10 * * * *")
@app.task(name="pledges.due", queueing_lock="pledges.due")
def look_what_is_due(timestamp: int) -> None:
    """Look every ten minutes; the time of the tick is not needed."""
    do_what_is_due()

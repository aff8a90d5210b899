"""Writing the letters of a campaign in the background."""

from procrastinate.contrib.django import app

from netral.apps.pledges.actions.campaigns import send_links
from netral.apps.pledges.inviting import SEND_TASK
from netral.apps.pledges.models import Campaign
from netral.foundation.institutions.scoping import elevated
from netral.foundation.ledger.actors import SYSTEM


@app.task(name=SEND_TASK)
def send_links_of(campaign_id: str) -> None:
    """Write every letter a campaign owes, batch by batch, each batch in a transaction of its own."""
    with elevated("personal links are sent to their holders"):
        campaign = Campaign.objects.get(pk=campaign_id)
        while send_links(campaign=campaign, by=SYSTEM):
            continue

"""What of the campaigns waits for an actor."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.pledges.queries import waiting_for, zone_of_campaign
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the campaigns an officer has to look after."""
    return (
        Work(
            gettext_lazy("Kampanye ikrar yang perlu diurus"),
            list_address("campaign_list"),
            ("pledges.manage",),
            waiting_for(actor),
            _item,
            "campaign_list",
        ),
    )


def _item(row: Any) -> WorkItem:
    reasons = (
        (row.unanswered, _("Masih ada yang belum menjawab: ingatkan, atau tutup kampanyenya bila sudah lewat.")),
        (row.unsealed, _("Ada ikrar yang belum disegel lebih dari satu jam: periksa kunci segel.")),
        (row.gathered, _("Hari pelantikan sudah lewat: kumpulkan konfirmasi dari kios, lalu akhiri pelantikan.")),
    )
    zone = zone_of_campaign(row)
    return WorkItem(
        title=row.title,
        url=reverse("campaign", args=[row.pk]),
        why=" ".join(why for holds, why in reasons if holds),
        since=row.opened_at or row.created_at,
        due=end_of(row.closes_on, zone) if row.unanswered else None,
        zone=zone.key,
    )

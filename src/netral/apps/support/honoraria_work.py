"""What of honoraria waits for a treasurer: months that are late and that nobody wrote to the government about."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.support.models import Honorarium
from netral.apps.support.queries.honoraria import untold_of
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.formats import bulan
from netral.foundation.workflow.work import Work, WorkItem, list_address

ENTRY = "honorarium_list"


def honoraria_work(actor: Actor) -> tuple[Work, ...]:
    """Return the late honoraria of months that the government was not told of yet."""
    # Finding her institution asks the database, which nobody else's desk shall wait for.
    if not actor.may("support.honoraria"):
        return ()
    title = _("Honor terlambat yang belum disurati")
    return (Work(title, list_address(ENTRY), ("support.honoraria",), untold_of(actor), _item, ENTRY),)


def _item(row: Honorarium) -> WorkItem:
    zone = zone_at(row.institution)
    return WorkItem(
        title=f"{row.posting.supervisor.name} · {bulan(row.month)}",
        url=reverse("honorarium_letters"),
        why=_("Honor bulan ini terlambat: impor daftar bank, atau surati pemerintah daerah."),
        since=datetime.combine(row.late_from, time.min, zone),
        zone=zone.key,
    )

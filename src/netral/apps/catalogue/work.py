"""What of the catalogue waits for an actor: an edition to adopt, or to read."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.catalogue.models import Edition
from netral.apps.catalogue.queries import waiting_for
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem

_LIST = "editions"


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the edition that an actor has to adopt, or her office to read."""
    adopts = actor.may("catalogue.adopt")
    why = (
        gettext_lazy("Terbitan ini belum dipakai: baca perubahannya, lalu putuskan.")
        if adopts
        else gettext_lazy("Terbitan ini belum dinyatakan dibaca oleh kantor Anda.")
    )

    def item(row: Edition) -> WorkItem:
        title = _("Terbitan %(number)s") % {"number": row.number}
        return WorkItem(title, reverse(_LIST), why, row.received_at, zone=settings.TIME_ZONE)

    return (
        Work(
            gettext_lazy("Terbitan norma yang menunggu"),
            reverse(_LIST),
            ("catalogue.view",),
            waiting_for(actor),
            item,
            _LIST,
        ),
    )

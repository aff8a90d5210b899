"""What of outreach waits for an actor: sessions to record, and rounds that end."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _, ngettext

from netral.apps.learning.models import Round, Session
from netral.apps.learning.queries.rounds import ending, without_result
from netral.apps.learning.queries.sessions import unrecorded
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, end_of, list_address

STEPS = ("learning.manage",)
ENTRY = "learning_sessions"


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the sessions that an actor has to record, and the rounds that end."""
    return (
        Work(_("Sesi yang belum dicatat"), list_address(ENTRY), STEPS, unrecorded(actor), _session, ENTRY),
        Work(
            _("Putaran kuis yang segera berakhir"), list_address("learning_rounds"), STEPS, ending(actor), _round, ENTRY
        ),
    )


def _session(row: Session) -> WorkItem:
    why = _("Sesi sudah lewat: catat kehadirannya, lalu tandai terlaksana atau dibatalkan.")
    zone = zone_at(row.government).key
    return WorkItem(row.title, reverse("learning_session", args=[row.pk]), why, row.ends_at, zone=zone)


def _round(row: Round) -> WorkItem:
    number, zone = without_result(row), zone_at(row.government)
    why = ngettext(
        "%(n)s orang belum punya hasil: ingatkan, atau tutup putarannya bila sudah lewat.",
        "%(n)s orang belum punya hasil: ingatkan, atau tutup putarannya bila sudah lewat.",
        number,
    )
    return WorkItem(
        title=row.title,
        url=reverse("learning_round", args=[row.pk]),
        why=why % {"n": number},
        since=row.opened_at or row.created_at,
        due=end_of(row.closes_on, zone),
        zone=zone.key,
    )

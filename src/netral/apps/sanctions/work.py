"""What of the recommendations waits for an actor."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.sanctions.domain import State, Verb
from netral.apps.sanctions.models import Recommendation
from netral.apps.sanctions.queries import delivery_term, next_verb, waiting_for
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Work, WorkItem, list_address

_WHY: dict[Verb, Promise] = {
    Verb.ACKNOWLEDGE: _("Rekomendasi baru: nyatakan bahwa sudah diterima."),
    Verb.OPEN: _("Sudah diterima: bentuk tim dan panggil yang bersangkutan."),
    Verb.EXAMINE: _("Pemeriksaan dibuka: catat hasilnya."),
    Verb.DECIDE: _("Pemeriksaan selesai dan menunggu keputusan PPK."),
    Verb.CARRY_OUT: _("Sanksi sudah diputus: sampaikan keputusannya, lalu catat pelaksanaannya."),
}


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the recommendations whose next step an actor may take."""
    return (
        Work(
            _("Rekomendasi yang menunggu langkah Anda"),
            list_address("recommendation_register"),
            ("sanctions.proceed", "sanctions.decide"),
            waiting_for(actor),
            _item,
            "recommendation_register",
        ),
    )


def _item(row: Recommendation) -> WorkItem:
    verb = next_verb(row)
    term = delivery_term(row) if row.state == State.DECIDED else None
    since = row.decided_at or row.opened_at or row.acknowledged_at or row.sent_at
    return WorkItem(
        title=row.number,
        url=reverse("recommendation", args=[row.pk]),
        why=_WHY[verb] if verb else "",
        since=since,
        due=term.due_at if term else None,
        zone=zone_of(row.region_id).key,
    )

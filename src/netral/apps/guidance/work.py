"""What of guidance waits for an actor: requests, answers to look at again, and answers her office has to read."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance import queries
from netral.apps.guidance.domain.states import ANSWER, ASK, DECIDE, State
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Work, WorkItem, list_address

_WORDS_SHOWN = 12
_WHY: dict[str, Promise] = {
    State.CONCEPT: _("Konsep pertanyaan belum dikirim."),
    State.RECEIVED: _("Pertanyaan belum dijawab: tulis jawabannya."),
    State.DRAFTED: _("Jawaban menunggu persetujuan Anda."),
    State.APPROVED: _("Jawaban sudah disetujui dan menunggu diterbitkan."),
}


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the requests, reviews and readings that wait for an actor."""
    return (
        Work(
            _("Permintaan petunjuk yang menunggu langkah Anda"),
            list_address("guidance_board"),
            (ASK, ANSWER, DECIDE),
            queries.waiting_for(actor),
            _request,
            "guidance_board",
        ),
        Work(
            _("Jawaban yang perlu ditinjau lagi"),
            reverse("guidance_reviews"),
            (DECIDE,),
            queries.reviews_of(actor),
            _review,
            "guidance_reviews",
        ),
        Work(
            _("Jawaban yang belum dibaca kantor Anda"),
            list_address("guidance_readings"),
            (ASK,),
            queries.unread_by(actor),
            _reading,
            "guidance_readings",
        ),
    )


def _request(row: GuidanceRequest) -> WorkItem:
    return WorkItem(
        title=row.number or Truncator(row.question).words(_WORDS_SHOWN),
        url=reverse("guidance_request", args=[row.pk]),
        why=_WHY[row.state],
        since=row.sent_at or row.created_at,
        due=row.due_at,
        zone=zone_of(row.region_id).key,
    )


def _review(row: PublishedAnswer) -> WorkItem:
    why, zone = _("Katalog norma berubah sejak jawaban ini terakhir ditinjau."), zone_at(row.institution).key
    return WorkItem(row.number, reverse("guidance_review", args=[row.pk]), why, row.checked_at, zone=zone)


def _reading(row: ConcernedUnit) -> WorkItem:
    why, zone = _("Jawaban Bawaslu untuk kantor Anda belum dikonfirmasi dibaca."), zone_of(row.request.region_id).key
    since, url = row.published_at or row.request.created_at, reverse("guidance_reading", args=[row.pk])
    return WorkItem(row.request.number, url, why, since, row.remind_from, zone)

"""Notices to those who ask and those who answer; they name the number and the step, never the question."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.domain.states import ANSWER, ASK, DECIDE
from netral.apps.guidance.links import link_of
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest
from netral.foundation.accounts.links import absolute
from netral.foundation.accounts.queries import staff_of
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.notices.actions import notify

RECEIVED = _("permintaan petunjuk baru")
PASSED_UP = _("permintaan diteruskan ke tingkat di atas")
HANDED_BACK = _("permintaan dikembalikan")
REFUSED = _("permintaan tidak dapat dijawab")
WITHDRAWN = _("permintaan ditarik penanya")
DRAFTED = _("rancangan jawaban menunggu persetujuan")
SENT_BACK = _("rancangan jawaban dikembalikan")
PUBLISHED = _("jawaban sudah terbit")
OVERDUE = _("jawaban melewati batas waktu")
REPLACED = _("jawaban yang Anda terima sudah diganti")
UNREAD = _("ada unit yang belum membaca jawaban")


def tell_askers(request: GuidanceRequest, what: Promise, mark: str, by: Actor) -> None:
    """Tell those who ask for their government what became of a request."""
    _tell(request, request.asker, ASK, what, mark, by)


def tell_answerers(request: GuidanceRequest, what: Promise, mark: str, by: Actor) -> None:
    """Tell those who write answers at the institution that holds a request."""
    if request.answerer is not None:
        _tell(request, request.answerer, ANSWER, what, mark, by)


def tell_approvers(request: GuidanceRequest, what: Promise, mark: str, by: Actor) -> None:
    """Tell those who approve answers at the institution that holds a request."""
    if request.answerer is not None:
        _tell(request, request.answerer, DECIDE, what, mark, by)


def remind_reader(unit: ConcernedUnit, by: Actor) -> None:
    """Write to the contact of a unit, with the link that confirms; without one, to those who asked."""
    mark = f"unread-{unit.pk}-{unit.reminders}"
    if not unit.contact:
        tell_askers(unit.request, UNREAD, mark, by)
        return
    context = {"number": unit.request.number, "unit": unit.unit.name, "link": link_of(unit.pk)}
    notify(to=unit.contact, template="guidance_unread", context=context, key=f"guidance-{mark}", by=by)


def ask_review(institution: Institution, count: int, mark: str, by: Actor) -> int:
    """Ask the approvers of an institution to look again at its answers; return how many were asked."""
    people = staff_of(institution.pk, DECIDE, now().date())
    for user in people:
        context = {"count": count, "link": absolute(reverse("guidance_reviews"))}
        notify(to=user, template="guidance_review", context=context, key=f"guidance-review-{mark}-{user.pk}", by=by)
    return len(people)


def _tell(
    request: GuidanceRequest, institution: Institution, permission: str, what: Promise, mark: str, by: Actor
) -> None:
    context: dict[str, Any] = {
        "number": request.number,
        "what": what,
        "due_at": request.due_at if request.is_open else None,
        "link": absolute(reverse("guidance_request", args=[request.pk])),
    }
    for user in staff_of(institution.pk, permission, now().date()):
        key = f"guidance-{mark}-{permission}-{user.pk}"
        notify(to=user, template="guidance_step", context=context, key=key, by=by)

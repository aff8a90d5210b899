"""The page staff see first: what waits for them, and until when."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netral.foundation.accounts.access import actor_of, signed_in
from netral.foundation.ledger.clock import now
from netral.foundation.workflow.work import Work, numbers_of, work_for
from netral.portal.context import STAFF_NAVIGATION, navigation
from netral.portal.work import APPS

# Of each kind, so that a flood of one does not hide the others.
_MOST = 5


@dataclass(frozen=True)
class Rest:
    """What of one kind waits beyond the items shown, and the list that holds it."""

    work: Work
    number: int


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the signed-in person, the most urgent first, and the rooms she may enter.

    The numbers in the navigation stand here alone: counting on every page would cost more than the page.
    """
    actor, moment = actor_of(request), now()
    works = work_for(actor, APPS)
    numbered = [(work, number) for work, number in zip(works, numbers_of(works), strict=True) if number]
    items = [item for work, _number in numbered for item in work.items(_MOST)]
    waiting: Counter[str] = Counter()
    for work, number in numbered:
        waiting[work.entry] += number
    context = {
        "items": [(item, item.overdue_at(moment)) for item in sorted(items, key=lambda item: item.urgency)],
        "rests": [Rest(work, number - _MOST) for work, number in numbered if number > _MOST],
        "rooms": [entry for entry in STAFF_NAVIGATION if actor.may(entry.permission)],
        "navigation": navigation(actor, request.path, waiting),
    }
    return render(request, "portal/desk.html", context)

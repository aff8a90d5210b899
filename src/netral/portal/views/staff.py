"""The page staff see first: what waits for them, and until when."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from netral.foundation.accounts.access import actor_of, signed_in
from netral.foundation.ledger.clock import now
from netral.foundation.workflow.work import Work, WorkItem, numbers_of, work_for
from netral.portal.context import STAFF_NAVIGATION, navigation
from netral.portal.work import APPS

# Of each kind, so that a flood of one does not hide the others.
_MOST = 5
# A term that ends within this time hurries.
_SOON = timedelta(days=3)


@dataclass(frozen=True)
class Group:
    """What waits for one side, the most urgent first, and the lists that hold more of a kind than is shown."""

    title: str
    nothing: str
    items: list[tuple[WorkItem, str]]
    longer: list[tuple[Work, int]]


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the signed-in person, the most urgent first, and the rooms she may enter.

    The numbers in the navigation stand here alone: counting on every page would cost more than the page.
    """
    actor, moment = actor_of(request), now()
    works = work_for(actor, APPS)
    numbered = [(work, number) for work, number in zip(works, numbers_of(works), strict=True) if number]
    mine = [(work, number) for work, number in numbered if work.entry]
    others = [(work, number) for work, number in numbered if not work.entry]
    nothing = _("Tidak ada yang menunggu Anda. Yang baru akan muncul di sini.")
    groups = [_group(_("Yang menunggu Anda"), nothing, mine, moment)]
    if others:
        groups.append(_group(_("Yang menunggu pihak lain"), "", others, moment))
    waiting: Counter[str] = Counter()
    for work, number in mine:
        waiting[work.entry] += number
    context = {
        "groups": groups,
        "rooms": [entry for entry in STAFF_NAVIGATION if actor.may(entry.permission)],
        "navigation": navigation(actor, request.path, waiting),
    }
    return render(request, "portal/desk.html", context)


def _group(title: str, nothing: str, works: list[tuple[Work, int]], moment: datetime) -> Group:
    items = sorted((item for work, _number in works for item in work.items(_MOST)), key=lambda item: item.urgency)
    longer = [(work, number) for work, number in works if number > _MOST]
    return Group(title, nothing, [(item, _tone(item, moment)) for item in items], longer)


def _tone(item: WorkItem, moment: datetime) -> str:
    if item.due is None or item.due - moment > _SOON:
        return "neutral"
    return "bad" if item.overdue_at(moment) else "warning"

"""What waits for an actor: each app says it once, and the desk with its badges reads only this."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.ui.tables import ChoiceFilter

Words = Promise | str
MINE, WATCHED = "anda", "pihak-lain"
_TURN = "giliran"
_EAST, _NEAR = ZoneInfo("Asia/Jayapura"), timedelta(days=4)
_MINE = (MINE, _("Menunggu Anda"))
_WATCHED = (WATCHED, _("Menunggu pihak lain, batas waktu hampir habis"))
# Of a list whose rows come from `with_turn`; the second where it knows what waits for others.
TURN_FILTER = ChoiceFilter(_("Giliran"), "turn", [_MINE], param=_TURN)
TURNS_FILTER = ChoiceFilter(_("Giliran"), "turn", [_MINE, _WATCHED], param=_TURN)


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits, since when and, where a term runs, until when; moments are shown in `zone`.

    `why` is one sentence for an officer.
    """

    title: Words
    url: str
    why: Words
    since: datetime
    due: datetime | None = None
    zone: str = ""

    def overdue_at(self, moment: datetime) -> bool:
        """Say whether its term was over at a moment."""
        return self.due is not None and self.due < moment

    @property
    def urgency(self) -> tuple[bool, datetime]:
        """Return its place in a list: what is due first, then what has no term, the oldest first."""
        return self.due is None, self.due or self.since


@dataclass(frozen=True)
class Work:
    """One kind of work that waits for an actor: nothing is asked of the database before it is counted or shown.

    `permissions` are those of the steps, one of which she needs; `url` leads to the list of exactly these `rows`, which
    come the most urgent first and are grouped by nothing. `entry` is the navigation entry that carries their number,
    none where another takes the step.
    """

    title: Words
    url: str
    permissions: tuple[str, ...]
    rows: QuerySet[Any]
    item: Callable[[Any], WorkItem]
    entry: str = ""

    def items(self, most: int) -> list[WorkItem]:
        """Return the most urgent of them, at most so many."""
        return sorted((self.item(row) for row in self.rows[:most]), key=lambda item: item.urgency)


WorkOf = Callable[[Actor], Sequence[Work]]


def work_for(actor: Actor, apps: Sequence[WorkOf]) -> list[Work]:
    """Return the kinds of work of some apps whose step the actor has the permission for."""
    return [work for work_of in apps for work in work_of(actor) if any(map(actor.may, work.permissions))]


def numbers_of(works: Sequence[Work]) -> list[int]:
    """Return how many wait of each kind, in one query however many kinds there are."""
    counted = [
        work.rows.order_by().values(_kind=Value(place)).annotate(_waiting=Count("pk")).values_list("_kind", "_waiting")
        for place, work in enumerate(works)
    ]
    if not counted:
        return []
    found = dict(counted[0].union(*counted[1:], all=True))
    return [found.get(place, 0) for place in range(len(works))]


def near_end() -> date:
    """Return the first day that is not near yet, by the east, where a day begins first: what ends before it hurries."""
    return today(_EAST) + _NEAR


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the last moment of a day, until which what ends with it may still be done."""
    return datetime.combine(day, time.max, zone)


def list_address(route: str, turn: str = MINE) -> str:
    """Return the address of a list narrowed to whose turn it is."""
    return f"{reverse(route)}?{_TURN}={turn}"


def with_turn(rows: QuerySet[Any], mine: QuerySet[Any], watched: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """Let the list of these rows be narrowed to those that wait; costs nothing while it is not."""
    turns = {MINE: mine} if watched is None else {MINE: mine, WATCHED: watched}
    whose = [When(pk__in=rows_of.order_by().values("pk"), then=Value(turn)) for turn, rows_of in turns.items()]
    found: QuerySet[Any] = rows.alias(turn=Case(*whose, default=Value("")))
    return found

"""Where passes go when their departure is cancelled, and who of those waiting gets a place that became free."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from netral.apps.crossings.domain.departures import next_with_place, places_left
from netral.apps.crossings.domain.passes import PassState

W = TypeVar("W")
Group = tuple[UUID, str]
# Who held a place finds the next one first, then who waited for one, then who only asked.
_TURN = {PassState.GRANTED: 0, PassState.WAITING: 1, PassState.ASKED: 2}


@dataclass(frozen=True)
class PlaceClaim:
    """A pass that wants a place: `group` is what it counts in, the instrument and the class of vehicle.

    `barred` are departures it cannot move to: its holder has another pass there, or is not in office that day.
    """

    ident: UUID
    state: PassState
    asked_at: datetime
    group: Group
    barred: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Move:
    """Where a pass goes and as what; without a departure it ends, because none is left."""

    ident: UUID
    departure: UUID | None
    state: PassState | None


def moves_of(
    claims: Iterable[PlaceClaim],
    departures: Sequence[tuple[UUID, datetime]],
    quotas: Mapping[Group, int],
    booked: Mapping[tuple[UUID, Group], int],
    after: datetime,
) -> list[Move]:
    """Return where the passes of a cancelled departure go, in the order in which they are served.

    A granted or waiting one gets the next departure with a place of its group; where none has one it waits for the next
    departure. One that was only asked for is asked for on the next. `booked` counts by departure and group.
    """
    taken: Counter[tuple[UUID, Group]] = Counter(booked)
    found = []
    for claim in sorted(claims, key=lambda each: (_TURN[each.state], each.asked_at)):
        ahead = [each for each in departures if each[1] > after and each[0] not in claim.barred]
        move = _move(claim, ahead, quotas.get(claim.group, 0), taken, after)
        if move.departure is not None and move.state is PassState.GRANTED:
            taken[move.departure, claim.group] += 1
        found.append(move)
    return found


def served(waiting: Sequence[W], quota: int, booked: int) -> Sequence[W]:
    """Return those of a waiting list, the first first, for whom there is a place now."""
    return waiting[: places_left(quota, booked)]


def _move(
    claim: PlaceClaim,
    ahead: Sequence[tuple[UUID, datetime]],
    quota: int,
    taken: Mapping[tuple[UUID, Group], int],
    after: datetime,
) -> Move:
    if not ahead:
        return Move(claim.ident, None, None)
    soonest = min(ahead, key=lambda each: each[1])[0]
    if claim.state is PassState.ASKED:
        return Move(claim.ident, soonest, PassState.ASKED)
    here = {ident: taken.get((ident, claim.group), 0) for ident, _at in ahead}
    target = next_with_place(ahead, quota, here, after)
    return (
        Move(claim.ident, soonest, PassState.WAITING)
        if target is None
        else Move(claim.ident, target, PassState.GRANTED)
    )

"""Where the passes of a departure go when it is cancelled: planned once, for the look before it and for doing it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from netral.apps.crossings.domain.moves import Group, Move, PlaceClaim, moves_of
from netral.apps.crossings.domain.passes import LIVE, PassState
from netral.apps.crossings.models import FerryDeparture, InstrumentQuota, PriorityPass
from netral.apps.crossings.pass_places import is_entitled
from netral.apps.crossings.queries.places import PASS_PARTS, booked_by_group, sailing_after
from netral.foundation.institutions.scopes import elevated


def passes_held(departure: FerryDeparture) -> list[PriorityPass]:
    """Return the passes and requests of a departure that hold or want a place, those asked for first first."""
    rows = PriorityPass.objects.filter(departure=departure, state__in=LIVE)
    return [*rows.select_related(*PASS_PARTS, "posting").order_by("asked_at", "pk")]


def planned_moves(
    departure: FerryDeparture, rows: Sequence[PriorityPass], ahead: Sequence[FerryDeparture]
) -> list[Move]:
    """Return where each of some passes of a departure goes, to the departures ahead of it."""
    return moves_of(
        [_claim(row, ahead, others) for row, others in _with_others(rows, ahead)],
        [(each.pk, each.departs_at) for each in ahead],
        _quotas(rows),
        booked_by_group(ahead),
        departure.departs_at,
    )


def counted_moves(departure: FerryDeparture) -> list[tuple[FerryDeparture | None, str | None, int]]:
    """Return how many passes would go where and as what, if a departure were cancelled now."""
    with elevated("what is taken of the departures ahead counts whoever cancels"):
        rows, ahead = passes_held(departure), sailing_after(departure)
        moves = planned_moves(departure, rows, ahead)
    by_ident = {each.pk: each for each in ahead}
    counted = Counter((move.departure, move.state) for move in moves)
    return [(by_ident[target] if target else None, state, many) for (target, state), many in counted.items()]


def _with_others(
    rows: Sequence[PriorityPass], ahead: Sequence[FerryDeparture]
) -> list[tuple[PriorityPass, frozenset[UUID]]]:
    """Return each pass with the departures ahead for which its holder has another."""
    others = PriorityPass.objects.filter(
        posting__in=[row.posting_id for row in rows], departure__in=[*ahead], state__in=LIVE
    )
    held: dict[UUID, set[UUID]] = {}
    for posting, departure in others.order_by().values_list("posting", "departure"):
        held.setdefault(posting, set()).add(departure)
    return [(row, frozenset(held.get(row.posting_id, ()))) for row in rows]


def _claim(row: PriorityPass, ahead: Sequence[FerryDeparture], others: frozenset[UUID]) -> PlaceClaim:
    away = {each.pk for each in ahead if not is_entitled(row, each)}
    group = (row.instrument_id, row.vehicle_class)
    return PlaceClaim(row.pk, PassState(row.state), row.asked_at, group, others | away)


def _quotas(rows: Sequence[PriorityPass]) -> Mapping[Group, int]:
    if not rows:
        return {}
    quotas = InstrumentQuota.objects.filter(
        crossing=rows[0].crossing_id, instrument__in=[row.instrument_id for row in rows]
    )
    return {(each.instrument_id, each.vehicle_class): each.places for each in quotas}

"""What everybody may read of crossings in a region: the instruments in force, their quotas, and the next departures."""

from dataclasses import dataclass
from datetime import timedelta

from netral.apps.crossings.domain.departures import DepartureState
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.models import Crossing, FerryDeparture, Instrument, InstrumentQuota
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import today_in

_DAYS = 7


@dataclass(frozen=True)
class CrossingTotal:
    """One crossing as everybody sees it: its priority places by class, and its departures of the next days."""

    crossing: Crossing
    quotas: tuple[InstrumentQuota, ...]
    planned: int
    cancelled: int


def instruments_in(region_code: str) -> list[Instrument]:
    """Return the instruments that grant priority in a region today."""
    day = today_in(region_code)
    with elevated("instruments of priority are published"):
        rows = Instrument.objects.filter(
            state=InstrumentState.IN_FORCE,
            government__region_id=region_code,
            valid_from__lte=day,
            valid_until__gte=day,
        )
        return [*rows.select_related("government")]


def totals_in(region_code: str) -> list[CrossingTotal]:
    """Return the crossings that run in a region, without anybody's name."""
    begin = now()
    with elevated("priority is published in totals"):
        rows = Crossing.objects.filter(operator__region_id=region_code, closed_on=None)
        crossings = [*rows.select_related("origin", "destination", "operator__region")]
        instruments = instruments_in(region_code)
        quotas = [*InstrumentQuota.objects.filter(instrument__in=instruments, crossing__in=crossings)]
        soon = FerryDeparture.objects.filter(
            crossing__in=crossings, departs_at__gte=begin, departs_at__lt=begin + timedelta(_DAYS)
        )
        states = [*soon.values_list("crossing", "state")]
    return [
        CrossingTotal(
            crossing,
            tuple(each for each in quotas if each.crossing_id == crossing.pk),
            states.count((crossing.pk, DepartureState.PLANNED)),
            states.count((crossing.pk, DepartureState.CANCELLED)),
        )
        for crossing in crossings
    ]

"""What a port officer's phone holds for days without a network: keys, revoked passes, departures and their places."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum

from netral.apps.crossings.domain.departures import BOARDING_AFTER, DepartureState
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.passes import PassKind, PassState
from netral.apps.crossings.models import (
    Crossing,
    FerryDeparture,
    Instrument,
    InstrumentQuota,
    PassSigner,
    PortPhone,
    PriorityPass,
    RevocationIssue,
    Scan,
)
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now

HELD_DAYS = 3
# What was fetched longer ago is told in every answer.
OLD_AFTER_H = 24
_MOST_DOUBLES = 50


def held_by(phone: PortPhone) -> dict[str, Any]:
    """Return what a phone of a port is to hold, as plain values for JSON; it names no person."""
    moment = now()
    with elevated("the phone proved its secret"):
        crossings = [*Crossing.objects.filter(origin=phone.port_id).select_related("origin", "destination", "operator")]
        departures = _departures(crossings, moment)
        instruments = Instrument.objects.filter(quotas__crossing__in=crossings, state=InstrumentState.IN_FORCE)
        governments = {*instruments.values_list("government_id", flat=True)}
        return {
            "now": moment.isoformat(),
            "old_after_h": OLD_AFTER_H,
            "keys": [_b64(key) for key in _keys(governments)],
            "lists": [
                {"government": str(row.government_id), "content": _b64(row.content)} for row in _lists(governments)
            ],
            "crossings": [{"code": row.code, "name": str(row), "zone": row.zone.key} for row in crossings],
            "departures": [_departure(row) for row in departures],
            "standing": _standing(crossings, moment),
            "instruments": _instruments(instruments.distinct()),
            "used": _used(departures),
            "doubles": doubles_of(phone),
        }


def doubles_of(phone: PortPhone) -> list[dict[str, Any]]:
    """Return the passes that this phone and another let on board the same departure, the latest first."""
    own = Scan.objects.filter(phone=phone, boarded=True).order_by("-told_at")
    found = []
    for scan in own.select_related("departure__crossing")[:_MOST_DOUBLES]:
        others = Scan.objects.filter(number=scan.number, departure=scan.departure, boarded=True).exclude(phone=phone)
        if times := [at.isoformat() for at in others.order_by("told_at").values_list("told_at", flat=True)]:
            found.append(
                {"ident": str(scan.ident), "number": scan.number, "at": scan.told_at.isoformat(), "others": times}
            )
    return found


def _b64(content: bytes | memoryview) -> str:
    return b64encode(bytes(content)).decode()


def _keys(governments: Iterable[Any]) -> list[bytes | memoryview]:
    return [row.public_key for row in PassSigner.objects.filter(government__in=governments)]


def _lists(governments: Iterable[Any]) -> list[RevocationIssue]:
    rows = RevocationIssue.objects.filter(government__in=governments)
    return [*rows.order_by("government_id", "-sequence").distinct("government_id")]


def _departures(crossings: list[Crossing], moment: datetime) -> list[FerryDeparture]:
    rows = FerryDeparture.objects.filter(
        crossing__in=crossings,
        departs_at__gte=moment - BOARDING_AFTER,
        departs_at__lte=moment + timedelta(days=HELD_DAYS),
    )
    return [*rows.select_related("crossing__operator", "vessel").order_by("departs_at")]


def _departure(row: FerryDeparture) -> dict[str, Any]:
    day = row.departs_at.astimezone(row.crossing.zone).date()
    booked = row.passes.filter(state=PassState.GRANTED).order_by("serial")
    return {
        "id": str(row.pk),
        "crossing": row.crossing.code,
        "departs_at": row.departs_at.isoformat(),
        "vessel": str(row.vessel),
        "cancelled": row.state == DepartureState.CANCELLED,
        "places": _places(row.crossing, day),
        "booked": [{"serial": each.serial, "number": each.number, "class": each.vehicle_class} for each in booked],
    }


def _places(crossing: Crossing, day: date) -> dict[str, int]:
    quotas = InstrumentQuota.objects.filter(
        crossing=crossing,
        instrument__state=InstrumentState.IN_FORCE,
        instrument__valid_from__lte=day,
        instrument__valid_until__gte=day,
    )
    summed: Counter[str] = Counter()
    for vehicle, places in quotas.values_list("vehicle_class").annotate(Sum("places")).order_by("vehicle_class"):
        summed[vehicle] = places
    return dict(summed)


def _standing(crossings: list[Crossing], moment: datetime) -> list[dict[str, Any]]:
    rows = PriorityPass.objects.filter(
        crossing__in=crossings, kind=PassKind.STANDING, state=PassState.GRANTED, valid_until__gte=moment
    )
    return [
        {"serial": row.serial, "number": row.number, "class": row.vehicle_class, "crossing": row.crossing.code}
        for row in rows.select_related("crossing").order_by("serial")
    ]


def _instruments(rows: Iterable[Instrument]) -> list[dict[str, Any]]:
    return [
        {
            "number": row.number,
            "valid_from": row.valid_from.isoformat(),
            "valid_until": row.valid_until.isoformat(),
            "must_carry": row.must_carry,
        }
        for row in rows
    ]


def _used(departures: list[FerryDeparture]) -> list[dict[str, Any]]:
    rows = Scan.objects.filter(departure__in=departures, boarded=True).select_related("priority_pass")
    return [
        {
            "ident": str(row.ident),
            "number": row.number,
            "departure": str(row.departure_id),
            "class": row.priority_pass.vehicle_class if row.priority_pass else "",
            "at": row.told_at.isoformat(),
        }
        for row in rows.order_by("told_at")
    ]

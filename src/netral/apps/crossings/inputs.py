"""The plain values that forms hand to the actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.models import Crossing, Port, Vessel
from netral.foundation.files.intake import Upload
from netral.foundation.regions.models import Region


@dataclass(frozen=True)
class PortInput:
    """A landing: its name, and the village, island or district it lies in."""

    name: str
    region: Region


@dataclass(frozen=True)
class CrossingInput:
    """A way from one port to another; `back` is the code of the way back, empty for none."""

    code: str
    origin: Port
    destination: Port
    minutes: int
    back: str = ""


@dataclass(frozen=True)
class TimetableInput:
    """When a crossing departs with a vessel, on which weekdays (ISO numbers), from one day to another."""

    crossing: Crossing
    vessel: Vessel
    weekdays: Sequence[int]
    departs: time
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class InstrumentInput:
    """An instrument as it stands on paper, with its scan."""

    number: str
    title: str
    issuer: str
    issued_on: date
    valid_from: date
    valid_until: date
    roles: Sequence[str]
    standing: bool
    by_rule: bool
    must_carry: str
    scan: Upload


@dataclass(frozen=True)
class QuotaInput:
    """How many priority places each departure of a crossing has, by class; a class of 0 has none."""

    crossing: Crossing
    places: Mapping[VehicleClass, int]

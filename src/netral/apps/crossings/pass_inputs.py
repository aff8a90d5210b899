"""What is asked for when somebody asks for a pass."""

from dataclasses import dataclass

from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.models import Crossing, FerryDeparture


@dataclass(frozen=True, kw_only=True)
class PassWish:
    """A trip on one departure, or a standing pass where none is named."""

    crossing: Crossing
    departure: FerryDeparture | None
    vehicle: VehicleClass
    plate: str = ""
    companions: tuple[str, ...] = ()
    purpose: str

"""The clock of a phone as it tells it, compared with the server's and noted with the device, never trusted silently."""

from datetime import datetime, timedelta

from django.utils.dateparse import parse_datetime

from netral.apps.fieldwork.actions.devices import note_seen
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import actor_behind
from netral.foundation.ledger.clock import now

# A device is noted as seen at most this often, so that a phone that asks all day writes little.
_NOTED_EVERY = timedelta(minutes=15)


def device_moment(told: str) -> datetime | None:
    """Return the moment a phone tells; None where it tells none, one without zone, or one of another age."""
    try:
        found = parse_datetime(told)
    except ValueError:
        return None
    plausible = found is not None and found.tzinfo is not None and 1970 < found.year < 2200
    return found if plausible else None


def note_contact(device: Device, told: datetime | None) -> None:
    """Note that a device was seen, and how its clock ran, where that was not noted a moment ago."""
    if device.seen_at is None or now() - device.seen_at > _NOTED_EVERY:
        note_seen(device=device, told=told, by=actor_behind(device))

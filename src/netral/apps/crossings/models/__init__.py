"""Tables of crossings, each group in a module of its own."""

from netral.apps.crossings.models.instruments import Instrument, InstrumentQuota
from netral.apps.crossings.models.network import (
    Crossing,
    FerryDeparture,
    Port,
    Timetable,
    TimetableException,
    Vessel,
    VesselPlaces,
)
from netral.apps.crossings.models.passes import PassSigner, PriorityPass, RevocationIssue, RevokedSerial
from netral.apps.crossings.models.scans import PortPhone, Scan

__all__ = [
    "Crossing",
    "FerryDeparture",
    "Instrument",
    "InstrumentQuota",
    "PassSigner",
    "Port",
    "PortPhone",
    "PriorityPass",
    "RevocationIssue",
    "RevokedSerial",
    "Scan",
    "Timetable",
    "TimetableException",
    "Vessel",
    "VesselPlaces",
]

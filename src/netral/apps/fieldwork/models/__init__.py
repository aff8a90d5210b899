"""Tables of fieldwork."""

from netral.apps.fieldwork.models.devices import Device
from netral.apps.fieldwork.models.form_versions import FormVersion
from netral.apps.fieldwork.models.observations import (
    FilePart,
    FindingProposal,
    Observation,
    ObservationContent,
    ObservationFile,
    ReviewNote,
)
from netral.apps.fieldwork.models.observers import MonitorGroup, Observer

__all__ = [
    "Device",
    "FilePart",
    "FindingProposal",
    "FormVersion",
    "MonitorGroup",
    "Observation",
    "ObservationContent",
    "ObservationFile",
    "Observer",
    "ReviewNote",
]

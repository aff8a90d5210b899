"""Tables of fieldwork."""

from netral.apps.fieldwork.models.devices import Device
from netral.apps.fieldwork.models.form_versions import FormVersion
from netral.apps.fieldwork.models.observations import (
    FilePart,
    Observation,
    ObservationContent,
    ObservationFile,
    ReviewNote,
)

__all__ = ["Device", "FilePart", "FormVersion", "Observation", "ObservationContent", "ObservationFile", "ReviewNote"]

"""Whose files these are: whoever sees the version of a form or the observation may open its files."""

from netral.apps.fieldwork.models import ObservationFile
from netral.apps.fieldwork.queries.form_versions import versions_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_form_sheet(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the XLSForm of a version the actor sees."""
    return versions_of(actor).filter(sheet=stored).exists()


def sees_observation(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file belongs to an observation the actor sees."""
    return ObservationFile.objects.visible_to(actor).filter(stored=stored).exists()

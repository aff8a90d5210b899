"""What is found out about photos after they arrived."""

from netral.apps.fieldwork.events import PICTURE_HASHED
from netral.apps.fieldwork.models import ObservationFile
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def keep_picture_hash(*, file: ObservationFile, picture_hash: str, by: Actor) -> None:
    """Keep the hash by which photos that look alike are found."""
    row: ObservationFile = ObservationFile.objects.select_for_update().get(pk=file.pk)
    row.picture_hash = picture_hash
    row.save(update_fields=["picture_hash"])
    record(PICTURE_HASHED, subject=row, by=by)

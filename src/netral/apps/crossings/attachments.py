"""Whose files these are: whoever sees the scan may open the photo of its plate."""

from netral.apps.crossings.models import Scan
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_plate_photo(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the photo beside a scan the actor sees."""
    return Scan.objects.visible_to(actor).filter(plate_photo=stored).exists()

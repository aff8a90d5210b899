"""Whose a stored file of crossings is: whoever sees the instrument, or the scan beside which a plate was taken."""

from netral.apps.crossings.models import Scan
from netral.apps.crossings.queries.instruments import instruments_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_instrument(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the scan of an instrument the actor sees."""
    return instruments_of(actor).filter(scan=stored).exists()


def sees_plate_photo(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the photo beside a scan the actor sees."""
    return Scan.objects.visible_to(actor).filter(plate_photo=stored).exists()

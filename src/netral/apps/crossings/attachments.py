"""Whose a stored file of crossings is: whoever may see the instrument may open its scan."""

from netral.apps.crossings.queries.instruments import instruments_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_instrument(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the scan of an instrument the actor sees."""
    return instruments_of(actor).filter(scan=stored).exists()

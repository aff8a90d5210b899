"""Whose legal text a stored file is: confirmations are public, the text itself stays with its institution."""

from netral.apps.catalogue.models import Confirmation
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_confirmation(stored: StoredFile, actor: Actor) -> bool:
    """Say whether a norm was confirmed with the file; which institutions may see it, the file's own scope says."""
    return Confirmation.objects.filter(document=stored).exists()

"""Whose document a stored file is: whoever may see the application may open it."""

from netral.apps.supervisors.models import ApplicationDocument
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_application(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is a document of an application the actor sees."""
    return bool(ApplicationDocument.objects.visible_to(actor).filter(file=stored).exists())

"""Whose evidence a stored file is: whoever may see the comment may open it."""

from netral.apps.supervisors.models import CommentEvidence
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_comment(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file came with a comment the actor sees."""
    return bool(CommentEvidence.objects.visible_to(actor).filter(file=stored).exists())

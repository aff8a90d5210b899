"""Whose material a stored file is: whoever may see the session may open it."""

from netral.apps.learning.queries.sessions import sessions_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_session(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is handed out at a session the actor sees."""
    return sessions_of(actor).filter(materials__file=stored).exists()

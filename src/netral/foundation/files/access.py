"""Who may open a stored file: who holds the permission of its purpose and sees what the file belongs to now.

The app whose rows hold the files of a purpose says, in its module `attachments`, whether an actor sees the row. A
purpose nobody answers for is closed.
"""

from collections.abc import Callable

from netral.foundation.files.domain import purposes
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor

Sees = Callable[[StoredFile, Actor], bool]

_OWNERS: dict[str, Sees] = {}


def owner_of(purpose: str) -> Callable[[Sees], Sees]:
    """Register the function that says whether an actor sees what a file of this purpose belongs to.

    Raises:
        ValueError: another function answers for the purpose already.
    """

    def register(sees: Sees) -> Sees:
        if _OWNERS.setdefault(purpose, sees) is not sees:
            raise ValueError(f"two apps answer for files of the purpose {purpose}")
        return sees

    return register


def owned_purposes() -> frozenset[str]:
    """Return the purposes some app answers for."""
    return frozenset(_OWNERS)


def holds_permission(purpose: str, actor: Actor) -> bool:
    """Say whether an actor holds the permission that files of a purpose ask for."""
    known = purposes().get(purpose)
    return known is not None and actor.may(known.permission)


def may_open(stored: StoredFile, actor: Actor) -> bool:
    """Say whether an actor may open a file now."""
    sees = _OWNERS.get(stored.purpose)
    if sees is None or not holds_permission(stored.purpose, actor):
        return False
    return StoredFile.objects.visible_to(actor).filter(pk=stored.pk).exists() and sees(stored, actor)

"""Who may open a stored file: who holds the permission of its purpose and sees what the file belongs to now.

The app whose rows hold the files of a purpose says, in its module `attachments`, whether an actor sees the row. A
purpose nobody answers for is closed.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.module_loading import import_string

from netral.foundation.files.domain import purposes
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor

Sees = Callable[[StoredFile, Actor], bool]

_OWNERS: dict[str, str] = {}


def answer_for(purpose: str, sees: str) -> None:
    """Name the function that says whether an actor sees what a file of this purpose belongs to.

    It is loaded when a file is opened: it needs most of its app's code, and few programs that start ever open one.

    Raises:
        ValueError: another function answers for the purpose already.
    """
    if _OWNERS.setdefault(purpose, sees) != sees:
        raise ValueError(f"two apps answer for files of the purpose {purpose}")


def owners() -> Mapping[str, str]:
    """Return the place of the function that answers for each purpose."""
    return MappingProxyType(_OWNERS)


def holds_permission(purpose: str, actor: Actor) -> bool:
    """Say whether an actor holds the permission that files of a purpose ask for."""
    known = purposes().get(purpose)
    return known is not None and actor.may(known.permission)


def may_open(stored: StoredFile, actor: Actor) -> bool:
    """Say whether an actor may open a file now."""
    owner = _OWNERS.get(stored.purpose)
    if owner is None or not holds_permission(stored.purpose, actor):
        return False
    sees: Sees = import_string(owner)
    return StoredFile.objects.visible_to(actor).filter(pk=stored.pk).exists() and sees(stored, actor)

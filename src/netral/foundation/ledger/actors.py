"""Who does something: the person, link or process behind every event."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

ActorKind = Literal["staff", "public", "link", "system"]


@dataclass(frozen=True)
class Actor:
    """One who acts, with the institution paths she may see and the permissions she holds."""

    kind: ActorKind
    id: str
    label: str
    institution_id: UUID | None = None
    paths: tuple[str, ...] = ()
    role: str = ""
    permissions: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        """Say whether the actor holds a permission."""
        return permission in self.permissions


PUBLIC = Actor(kind="public", id="", label="Publik")
SYSTEM = Actor(kind="system", id="", label="Sistem")


def holder_of_link(subject: str) -> Actor:
    """Return the actor behind a personal link, who has no account: the link's subject stands for her."""
    return Actor(kind="link", id=subject, label="Pemegang tautan")

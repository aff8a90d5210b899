"""What other apps have sealed to institutions' keys, so that it can be sealed anew when a key is replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Slip:
    """One private key sealed to an institution by `vault.slips.slip_for`, with the context it is bound to."""

    id: UUID
    sealed: bytes
    context: bytes


class SlipSource(Protocol):
    """The slips of one app."""

    def batch(self, *, key_id: UUID, after: UUID | None, most: int) -> Sequence[Slip]:
        """Return at most so many slips that are sealed to a key, by identifier, those after the given one."""

    def replace(self, *, key_id: UUID, slips: Sequence[Slip]) -> None:
        """Keep these slips, which are now sealed to the given key; it runs inside an action of custody."""


SOURCES: list[SlipSource] = []


def on_rekey(source: SlipSource) -> None:
    """Let an app's slips be sealed anew when an institution's key is replaced; called once, when the app starts."""
    if source not in SOURCES:
        SOURCES.append(source)

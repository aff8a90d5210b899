"""What phones send, as it was read, and what they are answered."""

from dataclasses import dataclass, field
from datetime import datetime

from netral.engines.xforms.instance import Instance


@dataclass(frozen=True)
class DeclaredFile:
    """A file that is to follow: its name in the observation, its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class SentContent:
    """One version of an observation as it was sent, and the files that its sender declared, if she did.

    `device_time` is the clock of the phone when it sent this.
    """

    xml: bytes
    instance: Instance
    files: tuple[DeclaredFile, ...] = ()
    device_time: datetime | None = None


@dataclass(frozen=True)
class FilePiece:
    """A piece of a file, beginning at a place in bytes."""

    name: str
    offset: int
    content: bytes


@dataclass(frozen=True)
class MissingFile:
    """A file that has not arrived whole, and how many bytes of it have."""

    name: str
    received: int


@dataclass(frozen=True)
class Receipt:
    """What is known of an observation after a sending; it has a number once it is complete."""

    instance_id: str
    number: str
    missing: tuple[MissingFile, ...] = ()
    refused: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """Say whether nothing is missing any more."""
        return bool(self.number) and not self.missing

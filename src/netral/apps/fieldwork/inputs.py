"""What phones send, as it was read, and what they are answered; what a group of monitors writes of itself."""

from dataclasses import dataclass, field
from datetime import date, datetime

from netral.apps.fieldwork.domain.monitors import GroupKind
from netral.engines.xforms.instance import Instance
from netral.foundation.regions.models import Region


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


@dataclass(frozen=True)
class AccusedInput:
    """Somebody a finding is about, as far as she is known."""

    name: str
    office: str = ""
    unit: str = ""


@dataclass(frozen=True)
class FindingInput:
    """What is proposed as a finding; `known_reason` where the moment is another than the observer wrote."""

    title: str
    act_date: date
    known_at: datetime
    known_reason: str = ""
    persons: tuple[AccusedInput, ...] = ()


@dataclass(frozen=True)
class GroupEntry:
    """What a group of monitors writes of itself when it registers."""

    kind: GroupKind
    name: str
    accreditation: str
    region: Region
    starts_on: date
    ends_on: date
    contact_name: str
    contact_phone: str
    contact_email: str

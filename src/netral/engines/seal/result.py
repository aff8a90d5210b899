"""What the seal of a PDF proves and what it does not, without the programs that read one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from netral.engines.seal.levels import Level

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography import x509


class Result(StrEnum):
    """The one-word answer about a file."""

    SEALED = "sealed"
    ALTERED = "altered"
    UNTRUSTED = "untrusted"
    UNSEALED = "unsealed"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    TOO_COSTLY = "too-costly"


class Reason(StrEnum):
    """Why a file did not get the answer `sealed`."""

    CONTENT_CHANGED = "content-changed"
    ADDED_AFTERWARDS = "added-afterwards"
    SIGNATURE_FALSE = "signature-false"
    TIMESTAMP_FALSE = "timestamp-false"
    UNKNOWN_ISSUER = "unknown-issuer"
    CERTIFICATE_REVOKED = "certificate-revoked"
    NO_SIGNATURE = "no-signature"
    PROTECTED = "protected"
    NOT_A_PDF = "not-a-pdf"
    BROKEN = "broken"
    TOO_COSTLY = "too-costly"


@dataclass(frozen=True)
class Timestamp:
    """The moment before which a seal existed, in the word of an authority, and whether that authority is trusted."""

    at: datetime
    authority: str
    trusted: bool


@dataclass(frozen=True)
class Verification:
    """What the outermost seal of a PDF proves.

    `covers_whole_file` is false for a seal to which others added validation data later, as PAdES allows.
    """

    result: Result
    reasons: tuple[Reason, ...] = ()
    signer: str = ""
    signer_fingerprint: str = ""
    signed_at: datetime | None = None
    covers_whole_file: bool = False
    intact: bool = False
    trusted: bool = False
    seals: int = 0
    level: Level = Level.BASIC
    timestamp: Timestamp | None = None
    certificate: x509.Certificate | None = None

    @property
    def holds(self) -> bool:
        """Whether the file is exactly as a trusted institution sealed it."""
        return self.result is Result.SEALED

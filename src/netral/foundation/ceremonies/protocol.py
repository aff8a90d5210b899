"""What a kiosk and the server say to each other: how a PIN is checked, what a confirmation holds, and its MAC.

The kiosk's scripts (static/ceremonies/) do the same in the browser; a change here is another version of the protocol.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

VERSION = "netral-kiosk-1"
QUEUE_FORMAT = "netral-kiosk-queue-1"
# Stretching is what makes trying all million PINs dear for whoever holds a slip and a stolen kiosk.
ROUNDS = 210_000
PIN_LENGTH = 6
# So many wrong PINs pause a slip at a kiosk, for so long.
MOST_TRIES = 5
PAUSE = timedelta(minutes=15)
MOST_AT_ONCE = 50
LONGEST_REASON = 500
# A kiosk is left so long to deliver what it took while its code was valid.
DELIVERY = timedelta(days=14)
# Two clocks that differ by less are taken to agree.
AGREEING = timedelta(minutes=2)
# The years 1900 to 2199: what a clock shows whose battery is dead, and less than a difference of dates can hold.
_CLOCK_RANGE = range(-2_208_988_800_000, 7_258_118_400_000)
_MOST_SECONDS = 2**31 - 1
_THREADS = 2
_VERIFIER, _MAC_KEY = b"netral kiosk verifier", b"netral kiosk mac key"


class EntryKind(StrEnum):
    """What somebody did at a kiosk."""

    CONFIRM = "confirm"
    OBJECT = "object"
    WITNESS = "witness"


class EntryRefusal(StrEnum):
    """Why a confirmation is not taken."""

    MALFORMED = "malformed"
    UNKNOWN_SLIP = "unknown_slip"
    FORGED = "forged"
    POINTS_MISSING = "points_missing"
    NO_REASON = "no_reason"
    SIGNED_BEFORE = "signed_before"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    CAMPAIGN_OVER = "campaign_over"
    KIOSK_OVER = "kiosk_over"


class Malformed(ValueError):
    """What was sent is no confirmation."""


@dataclass(frozen=True)
class Entry:
    """One confirmation as sent; times in milliseconds by the device's clock, which ran `ahead` of the server's."""

    id: UUID
    digest: bytes
    kind: EntryKind
    points: tuple[str, ...]
    reason: str
    at: int
    ahead: int
    mac: bytes

    def message(self, kiosk: UUID, text: str) -> bytes:
        """Return what the MAC covers: the kiosk and the text it was shown belong to it."""
        points = ",".join(self.points)
        parts = (VERSION, self.id, kiosk, self.digest.hex(), self.kind, text, points, self.at, self.ahead, self.reason)
        return "\n".join(str(part) for part in parts).encode()


def read_entry(data: Any) -> Entry:
    """Read one confirmation.

    Raises:
        Malformed: something is missing or of another shape.
    """
    try:
        entry = Entry(
            UUID(data["id"]),
            bytes.fromhex(data["digest"]),
            EntryKind(data["kind"]),
            tuple(str(point) for point in data["points"]),
            str(data["reason"])[:LONGEST_REASON],
            int(data["at"]),
            int(data["ahead"]),
            bytes.fromhex(data["mac"]),
        )
        moment(entry.at)
        moment(entry.at - entry.ahead)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Malformed(str(error)) from error
    if len(entry.digest) != 32 or any("," in point or "\n" in point for point in entry.points):
        raise Malformed("digest or points")
    return entry


def moment(milliseconds: int) -> datetime:
    """Return a moment from milliseconds since 1970.

    Raises:
        ValueError: it lies in another age, which no device's clock shows however wrong it runs.
    """
    if milliseconds not in _CLOCK_RANGE:
        raise ValueError(milliseconds)
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def seconds_of(ahead: timedelta) -> int:
    """Return by how many seconds a clock runs fast, at most as many as the database keeps."""
    return min(max(round(ahead.total_seconds()), -_MOST_SECONDS), _MOST_SECONDS)


def milliseconds(at: datetime) -> int:
    """Return milliseconds since 1970 of a moment."""
    return round(at.timestamp() * 1000)


def stretched(pin: str, token: str) -> bytes:
    """Return the secret that slip and PIN make together, which costs some hundredths of a second."""
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), token.encode(), ROUNDS)


def verifier_of(secret: bytes) -> bytes:
    """Return by what a kiosk knows a right PIN; the secret cannot be found from it."""
    return hmac.digest(secret, _VERIFIER, "sha256")


def mac_of(secret: bytes, message: bytes) -> bytes:
    """Return the MAC of a confirmation."""
    return hmac.digest(hmac.digest(secret, _MAC_KEY, "sha256"), message, "sha256")


def stretched_all(pairs: Sequence[tuple[str, str]]) -> list[bytes]:
    """Return the secrets of many pairs of PIN and token, on two cores."""
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(lambda pair: stretched(*pair), pairs))


@dataclass(frozen=True)
class Clocks:
    """What is known of a device's clock when its confirmations arrive; `ahead` is none when nobody could compare."""

    earliest: datetime
    received: datetime
    ahead: timedelta | None = None

    def corrected(self, entry: Entry) -> datetime:
        """Return when somebody confirmed, by the server's clock.

        The difference noted at the moment itself is tried first, then the one found now; when both lead to times
        that cannot be, the arrival is all that is known.
        """
        tried = [moment(entry.at - entry.ahead)]
        if self.ahead is not None:
            tried.append(moment(entry.at) - self.ahead)
        for found in tried:
            if self.earliest - AGREEING <= found <= self.received + AGREEING:
                return min(max(found, self.earliest), self.received)
        return self.received

    def ahead_of(self, entry: Entry) -> int:
        """Return by how many seconds the clock was fast that stamped a confirmation."""
        return seconds_of(moment(entry.at) - self.corrected(entry))


@dataclass(frozen=True)
class CeremonyTimes:
    """When a ceremony began and ended, when what it belongs to closed, and when the kiosk's code ended."""

    opened_at: datetime | None
    done_at: datetime | None
    closed_at: datetime | None
    kiosk_ended_at: datetime

    def refusal(self, at: datetime) -> EntryRefusal | None:
        """Return why nothing could be confirmed at a moment; None when it could."""
        if at > self.kiosk_ended_at:
            return EntryRefusal.KIOSK_OVER
        if self.opened_at is None or at < self.opened_at - AGREEING:
            return EntryRefusal.NOT_STARTED
        if self.done_at is not None and at > self.done_at + AGREEING:
            return EntryRefusal.ENDED
        if self.closed_at is not None and at > self.closed_at:
            return EntryRefusal.CAMPAIGN_OVER
        return None


@dataclass(frozen=True)
class SavedQueue:
    """The queue of a kiosk as saved to a file: its confirmations, not yet read, and when by the device's clock."""

    kiosk: UUID
    entries: list[Any]
    saved_at: datetime | None


def read_queue(data: Any) -> SavedQueue:
    """Read a queue that was saved as a file.

    Raises:
        Malformed: it is no such file.
    """
    if not isinstance(data, Mapping) or data.get("format") != QUEUE_FORMAT:
        raise Malformed("format")
    entries = data.get("entries")
    if not isinstance(entries, list):
        raise Malformed("entries")
    try:
        kiosk = UUID(str(data.get("kiosk")))
    except ValueError as error:
        raise Malformed("kiosk") from error
    return SavedQueue(kiosk, entries, _moment_of(data.get("exported_at")))


def _moment_of(sent: Any) -> datetime | None:
    try:
        return moment(int(sent))
    except (TypeError, ValueError, OverflowError):
        return None
